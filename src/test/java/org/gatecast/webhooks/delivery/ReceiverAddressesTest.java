package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.gatecast.webhooks.delivery.ReceiverAddresses.RefusedReceiverException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAddressesTest {
    private static final String PUBLIC = "93.184.215.14";

    private final ReceiverAddresses publicOnly = new ReceiverAddresses(false);
    private final ReceiverAddresses withPrivate = new ReceiverAddresses(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) {
        assertThatThrownBy(() -> find(publicOnly, true, address)).isInstanceOf(RefusedReceiverException.class);
        // One of several is enough.
        assertThatThrownBy(() -> find(publicOnly, true, PUBLIC, address)).isInstanceOf(RefusedReceiverException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"})
    void publicAddressesNeedTls(String address) throws UnknownHostException, RefusedReceiverException {
        assertThat(find(publicOnly, true, address)).containsExactly(InetAddress.getByName(address));
        assertThatThrownBy(() -> find(withPrivate, false, address)).isInstanceOf(RefusedReceiverException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "127.0.0.1", "::1", "fd00::1", "64:ff9b::a00:1"})
    void privateNetworksAreAllowedByTheSetting(String address) throws UnknownHostException, RefusedReceiverException {
        assertThat(find(withPrivate, false, address)).hasSize(1);
        assertThat(find(withPrivate, true, address)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "::ffff:169.254.169.254"})
    void specialAddressesAreNeverAllowed(String address) {
        assertThatThrownBy(() -> find(withPrivate, true, address)).isInstanceOf(RefusedReceiverException.class);
    }

    @Test
    void theMessageNamesTheAddress() {
        assertThatThrownBy(() -> find(publicOnly, true, "10.1.2.3"))
                .hasMessage("host.example has an address that is not public, 10.1.2.3; nothing is sent there");
    }

    private static List<InetAddress> find(ReceiverAddresses addresses, boolean secure, String... found)
            throws UnknownHostException, RefusedReceiverException {
        InetAddress[] resolved = new InetAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            resolved[i] = InetAddress.getByName(found[i]);
        }
        return addresses.of("host.example", secure, host -> resolved);
    }
}
