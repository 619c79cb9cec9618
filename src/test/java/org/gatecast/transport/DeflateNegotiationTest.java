package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateNegotiationTest {
    private static final String ANSWER = "permessage-deflate; client_no_context_takeover";

    @Test
    void withoutAnOfferNothingIsCompressed() {
        assertThat(DeflateNegotiation.negotiate(null))
                .isEqualTo(new DeflateNegotiation(WireFormat.AgreedFormat.PLAIN_FORMAT, null));
    }

    @Test
    void whatBrowsersOfferIsCompressedInStep() {
        assertThat(DeflateNegotiation.negotiate("permessage-deflate; client_max_window_bits"))
                .isEqualTo(new DeflateNegotiation(
                        new WireFormat.AgreedFormat(WireFormat.SHARED_DEFLATE, Integer.MAX_VALUE), ANSWER));
    }

    @Test
    void aClientThatKeepsNoContextGetsEachMessageAlone() {
        assertThat(DeflateNegotiation.negotiate(
                        "permessage-deflate; server_no_context_takeover; client_no_context_takeover"))
                .isEqualTo(new DeflateNegotiation(
                        new WireFormat.AgreedFormat(WireFormat.STANDALONE_DEFLATE, Integer.MAX_VALUE),
                        ANSWER + "; server_no_context_takeover"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14})
    void aClientWithASmallWindowGetsMessagesAloneThatFitIntoIt(int bits) {
        assertThat(DeflateNegotiation.negotiate("permessage-deflate; server_max_window_bits=" + bits))
                .isEqualTo(new DeflateNegotiation(
                        new WireFormat.AgreedFormat(WireFormat.STANDALONE_DEFLATE, 1 << bits),
                        ANSWER + "; server_max_window_bits=" + bits));
    }

    @Test
    void theLargestWindowIsNoRestriction() {
        assertThat(DeflateNegotiation.negotiate("permessage-deflate; server_max_window_bits=15"))
                .isEqualTo(new DeflateNegotiation(
                        new WireFormat.AgreedFormat(WireFormat.SHARED_DEFLATE, Integer.MAX_VALUE),
                        ANSWER + "; server_max_window_bits=15"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; client_max_window_bits=8",
                "permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; client_max_window_bits=\"10\"",
                "permessage-deflate;client_no_context_takeover",
                "  Permessage-Deflate ; Client_No_Context_Takeover ",
                "permessage-deflate; server_max_window_bits=\"15\""
            })
    void howTheOfferIsWrittenAndWhatTheClientItselfCanDoMakesNoDifference(String offer) {
        assertThat(DeflateNegotiation.negotiate(offer).agreedFormat())
                .isEqualTo(new WireFormat.AgreedFormat(WireFormat.SHARED_DEFLATE, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                ",",
                ",,;;",
                "x-webkit-deflate-frame",
                "permessage-bzip2; server_max_window_bits=9",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; server_max_window_bits=+9",
                "permessage-deflate; server_max_window_bits=99999999999",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=x",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
                "permessage-deflate; mystery",
                "permessage-deflate;",
                "x; y=\"a, permessage-deflate\"",
                "x; y=\"a, permessage-deflate; z=b\"",
                "permessage-deflate; client_max_window_bits=1\"0",
                "permessage-deflate; client_max_window_bits=\"10",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate, x y",
                "permessage-deflate\u000B"
            })
    void anOfferWithUnknownPartsIsNotAccepted(String offer) {
        assertThat(DeflateNegotiation.negotiate(offer))
                .isEqualTo(new DeflateNegotiation(WireFormat.AgreedFormat.PLAIN_FORMAT, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate; mystery, permessage-deflate | SHARED_DEFLATE",
                "permessage-bzip2, permessage-deflate; server_no_context_takeover, permessage-deflate | STANDALONE_DEFLATE",
                "permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=9 | STANDALONE_DEFLATE",
                "permessage-deflate, permessage-deflate; server_no_context_takeover | SHARED_DEFLATE"
            })
    void ofSeveralOffersTheFirstThatCanBeMetIsTaken(String offers, WireFormat format) {
        assertThat(DeflateNegotiation.negotiate(offers).agreedFormat().format()).isEqualTo(format);
    }

    @Property(tries = 2_000)
    void noOfferCausesAnExceptionOrAResponseThatWasNotOffered(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 40) String garbage) {
        for (String offer : new String[] {garbage, "permessage-deflate" + garbage, "permessage-deflate;" + garbage}) {
            DeflateNegotiation deflateNegotiation = DeflateNegotiation.negotiate(offer);
            if (deflateNegotiation.responseHeader() == null) {
                assertThat(deflateNegotiation.agreedFormat()).isEqualTo(WireFormat.AgreedFormat.PLAIN_FORMAT);
            } else {
                assertThat(offer).containsIgnoringCase("permessage-deflate");
                assertThat(deflateNegotiation.responseHeader()).matches("[a-z0-9_=; -]+");
            }
        }
    }
}
