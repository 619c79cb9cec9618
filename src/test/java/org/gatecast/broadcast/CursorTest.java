package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Property
    void whatAClientWasGivenIsUnderstoodWhenItComesBack(@ForAll @LongRange(min = 0, max = 1L << 53) long version) {
        Cursor cursor = new Cursor("a1b2c3d4e5", version);
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "-",
                "-7",
                "a1b2c3d4e5",
                "a1b2c3d4e5-",
                "a1b2c3d4e5-x",
                "a1b2c3d4e5-1x",
                "a1b2c3d4e5-+1",
                "a1b2c3d4e5--1",
                "a1b2c3d4e5-1-1",
                "a1b2c3d4e5- 1",
                "a1b2c3d4e5-1 ",
                "a1b2c3d4e5-1.0",
                "a1b2c3d4e5-1e3",
                "a1b2c3d4e5-٣",
                "a1b2c3d4e5-9223372036854775807",
                "a1b2c3d4e5-9223372036854775808",
                "a1b2c3d4e5-99999999999999999999999999999999999999999"
            })
    void anythingElseIsNoPosition(String cursor) {
        assertThat(Cursor.parse(cursor)).isNull();
    }

    @Property(tries = 2_000)
    void noTextMakesItThrow(@ForAll String text) {
        for (String written : new String[] {text, "a-" + text, text + "-1"}) {
            Cursor cursor = Cursor.parse(written);
            if (cursor != null) {
                assertThat(cursor.version()).isNotNegative();
            }
        }
    }

    @Test
    void theOneBeforeIsOfTheSameEvent() {
        assertThat(new Cursor("a", 8).previous()).isEqualTo(new Cursor("a", 7));
    }
}
