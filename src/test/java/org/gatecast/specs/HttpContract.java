package org.gatecast.specs;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatecast.specs.SpecFile.Spot;

/** The operations of {@code openapi.yaml}, and which response each may give. */
final class HttpContract {
    private static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete", "options");

    private final SpecFile file;
    private final List<Address> addresses = new ArrayList<>();

    /** A path of the document and its operations by method, upper case. */
    record Address(String template, Pattern pattern, Map<String, Operation> operations) {
        /** As {@code Allow} names them. */
        List<String> methods() {
            List<String> methods = new ArrayList<>();
            operations.keySet().forEach(method -> {
                methods.add(method);
                if (method.equals("GET")) {
                    methods.add("HEAD");
                }
            });
            return methods;
        }
    }

    /** One call. */
    record Operation(String id, Spot spot) {
        /** Its documented response with a status. */
        Optional<Spot> response(int status) {
            Spot responses = spot.child("responses");
            String key = Integer.toString(status);
            return responses.has(key) ? Optional.of(responses.child(key)) : Optional.empty();
        }

        List<Integer> statuses() {
            List<Integer> statuses = new ArrayList<>();
            spot.node().get("responses").fieldNames().forEachRemaining(key -> statuses.add(Integer.valueOf(key)));
            return statuses;
        }
    }

    HttpContract(SpecFile file) {
        this.file = file;
        Spot paths = file.at(JsonPointer.compile("/paths"));
        paths.node().fieldNames().forEachRemaining(template -> {
            Spot item = paths.child(template);
            Map<String, Operation> operations = new LinkedHashMap<>();
            for (String method : METHODS) {
                if (item.has(method)) {
                    Spot operation = item.child(method);
                    String id = operation.node().path("operationId").asText();
                    operations.put(method.toUpperCase(Locale.ROOT), new Operation(id, operation));
                }
            }
            addresses.add(new Address(template, pattern(template), operations));
        });
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E");
    }

    Optional<Address> address(String path) {
        return addresses.stream()
                .filter(address -> address.pattern.matcher(path).matches())
                .findFirst();
    }

    /** The operation that a request means; {@code HEAD} means the {@code GET}. */
    static Optional<Operation> operation(Address address, String method) {
        Operation own = address.operations.get(method);
        return Optional.ofNullable(own == null && method.equals("HEAD") ? address.operations.get("GET") : own);
    }

    List<Operation> operations() {
        return addresses.stream()
                .flatMap(address -> address.operations.values().stream())
                .toList();
    }

    /** The response that any address gives to a method it does not have. */
    Spot methodNotAllowed() {
        return file.at(JsonPointer.compile("/components/responses/MethodNotAllowed"));
    }

    /** The responses that any operation may give, by status, and that none has to itself. */
    Optional<Spot> anywhere(int status) {
        return switch (status) {
            case 403 -> Optional.of(file.at(JsonPointer.compile("/components/responses/ForeignSite")));
            case 429 -> Optional.of(file.at(JsonPointer.compile("/components/responses/RateLimited")));
            case 503 -> Optional.of(file.at(JsonPointer.compile("/components/responses/Busy")));
            default -> Optional.empty();
        };
    }

    /** The response where there is no address. */
    Spot nothingHere() {
        return file.at(JsonPointer.compile("/components/responses/NothingHere"));
    }
}
