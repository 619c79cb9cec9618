package org.gatecast.http.admin;

import java.io.IOException;
import java.util.Set;
import org.gatecast.ingest.StrictJson;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookUrl;

/** The body of calls that add or change a webhook. A field that is absent stays, or has its default. */
record WebhookBody(Field<Url> url, Field<Types> types, Field<Boolean> enabled) {
    WebhookBody {
        BodyChecks.require(!url.given() || url.value() != null, "url must not be empty");
        BodyChecks.require(!types.given() || types.value() != null, "types must not be null");
        BodyChecks.require(!enabled.given() || enabled.value() != null, "enabled must not be null");
    }

    /** The address of a receiver; it may be longer than other texts. */
    record Url(String value) {
        static Url read(StrictJson json) throws IOException {
            String text = json.text(WebhookUrl.MAX_CHARS);
            return text == null ? null : new Url(text);
        }
    }

    record Types(Set<WebhookEventType> value) {
        static Types read(StrictJson json) throws IOException {
            Set<WebhookEventType> types = Set.copyOf(json.list(WebhookEventType.values().length, Types::readType));
            if (types.isEmpty()) {
                throw json.refuse("must name at least one type");
            }
            return new Types(types);
        }

        private static WebhookEventType readType(StrictJson json) throws IOException {
            WebhookEventType type = json.choice(WebhookEventType.values(), WebhookEventType::label);
            if (type == null) {
                throw json.refuse("must not be null");
            }
            return type;
        }
    }

    /** The address, checked; not given if it is absent. */
    Field<String> checkedUrl(boolean plainAllowed) {
        if (!url.given()) {
            return Field.absent();
        }
        String text = url.value().value();
        WebhookUrl.problem(text, plainAllowed).ifPresent(problem -> {
            throw BodyChecks.refusal("url " + problem);
        });
        return Field.of(text);
    }

    Field<Set<WebhookEventType>> givenTypes() {
        return types.given() ? Field.of(types.value().value()) : Field.absent();
    }
}
