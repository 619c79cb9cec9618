package org.gatecast.bench.attack;

import java.io.IOException;
import org.gatecast.bench.HttpConnection;
import org.gatecast.testing.BoothClient;

/** Makes a timing booth's calls on a kept connection, and opens a new one after the old one has ended. For one thread. */
final class ReconnectingCaller implements AutoCloseable {
    /** Stands for no response. */
    static final int NONE = 0;

    private final BoothClient booth;
    private final int timeoutMillis;
    private HttpConnection connection;

    ReconnectingCaller(BoothClient booth, int timeoutMillis) {
        this.booth = booth;
        this.timeoutMillis = timeoutMillis;
    }

    /** Posts JSON with the booth's key and returns the status of the response. */
    int post(String path, byte[] body) {
        return post(path, "application/json", body);
    }

    int post(String path, String type, byte[] body) {
        try {
            if (connection == null) {
                connection = new HttpConnection(booth.api().port(), timeoutMillis);
                connection.authorize(booth.apiKey());
            }
            HttpConnection.Response response = connection.send("POST", path, type, body);
            if (response.last()) {
                close();
            }
            return response.status();
        } catch (IOException e) {
            close();
            return NONE;
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // The connection is closed either way.
        }
        connection = null;
    }
}
