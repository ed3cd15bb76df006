package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A call is made, or refused with the code for what is wrong")
class CreateCallTest {
    private static final String URL = "Url=https%3A%2F%2Fcalls.example.com%2Fvoice";
    private static final String FINE = "To=%2B15005550001&From=%2B15005550006&" + URL;

    private final Rig rig = new Rig();

    @Test
    void aFineOneIsQueued() {
        FakeResponse answer = rig.send("POST", "/Calls.json", FINE);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsKey("twilio-request-id");
        assertThat(Rig.json(answer))
                .containsEntry("status", "queued")
                .containsEntry("direction", "outbound-api")
                .containsEntry("to", "+15005550001")
                .containsEntry("to_formatted", "(500) 555-0001")
                .containsEntry("queue_time", "0")
                .containsEntry("date_created", null)
                .containsEntry("start_time", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "21201 | From=%2B15005550006&" + URL,
                "21201 | To=&From=%2B15005550006&" + URL,
                "21213 | To=%2B15005550001&" + URL,
                "21211 | To=5550001&From=%2B15005550006&" + URL,
                "21211 | To=%2B15005550001%2C%2C12&From=%2B15005550006&" + URL,
                "21212 | To=%2B15005550001&From=me&" + URL,
                "21212 | To=%2B15005550001&From=client%3Aann&" + URL,
                "21205 | To=%2B15005550001&From=%2B15005550006",
                "21205 | To=%2B15005550001&From=%2B15005550006&Url=%2Fvoice",
                "21205 | To=%2B15005550001&From=%2B15005550006&Url=https%3A%2F%2Fa_b.example.com%2F",
                "21218 | To=%2B15005550001&From=%2B15005550006&ApplicationSid=AP1",
                "21209 | " + FINE + "&Method=PUT",
                "21209 | " + FINE + "&StatusCallbackMethod=post",
                "21609 | " + FINE + "&StatusCallback=status",
                "21208 | " + FINE + "&Timeout=0",
                "21208 | " + FINE + "&Timeout=601",
                "21208 | " + FINE + "&Timeout=soon",
                "21206 | " + FINE + "&SendDigits=abc",
                "21234 | " + FINE + "&MachineDetection=Yes",
                "21234 | " + FINE + "&MachineDetection=Enable&AsyncAmd=yes",
                "21234 | " + FINE + "&MachineDetection=Enable&MachineDetectionSpeechThreshold=999",
            })
    void aWrongOneIsRefused(int code, String form) {
        FakeResponse answer = rig.send("POST", "/Calls.json", form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Rig.json(answer)).containsEntry("code", (long) code).containsEntry("status", 400L);
        assertThat(rig.twilio.calls()).isEmpty();
    }

    @Test
    void clientsAndSipAddressesCanBeCalled() {
        String from = "&From=client%3Abob&" + URL;
        assertThat(rig.send("POST", "/Calls.json", "To=client%3Aann" + from).status())
                .isEqualTo(201);
        assertThat(rig.send("POST", "/Calls.json", "To=sip%3Aann%40pbx.example.com" + from)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void twimlMayBeFourThousandCharactersLong() {
        String to = "To=%2B15005550001&From=%2B15005550006&";
        assertThat(rig.send("POST", "/Calls.json", to + "Twiml=" + "x".repeat(4000))
                        .status())
                .isEqualTo(201);
        assertThat(rig.send("POST", "/Calls.json", to + "Twiml=" + "x".repeat(4001))
                        .status())
                .isEqualTo(400);
        assertThat(rig.send("POST", "/Calls.json", to + "Twiml=" + "x".repeat(4001) + "&" + URL)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyElseMay() {
        FakeResponse wrong = rig.send("POST", "/Calls.json", FINE, Rig.ACCOUNT + ":wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(Rig.json(wrong)).containsEntry("code", 20003L);
        String elsewhere = "/2010-04-01/Accounts/AC00000000000000000000000000000002/Calls.json";
        assertThat(rig.send("POST", elsewhere, FINE).status()).isEqualTo(401);
    }

    @Test
    void anApiKeyMayAsWell() {
        Rig keyed = new Rig(builder -> builder.apiKey("SK1", "secret"));
        assertThat(keyed.send("POST", "/Calls.json", FINE, "SK1:secret").status())
                .isEqualTo(201);
    }

    @Test
    void onlyVerifiedNumbersMayCall() {
        Rig strict = new Rig(builder -> builder.callerIds("+15005550009"));
        assertThat(Rig.json(strict.send("POST", "/Calls.json", FINE))).containsEntry("code", 21210L);
    }

    @Test
    void aNumberCanBeRefused() {
        Rig picky = new Rig(builder -> builder.refusals(to -> Optional.of(21215)));
        assertThat(Rig.json(picky.send("POST", "/Calls.json", FINE))).containsEntry("code", 21215L);
    }

    @Test
    void tooManyAtOnceAreRefused() {
        Rig small = new Rig(builder -> builder.maxConcurrentCalls(1));
        assertThat(small.send("POST", "/Calls.json", FINE).status()).isEqualTo(201);
        FakeResponse second = small.send("POST", "/Calls.json", FINE);
        assertThat(second.status()).isEqualTo(429);
        assertThat(Rig.json(second)).containsEntry("code", 10004L);
    }

    @Test
    void joinedEventNamesMakeACallThatReportsNothing() {
        String form = FINE + "&StatusCallback=https%3A%2F%2Fcalls.example.com%2Fstatus"
                + "&StatusCallbackEvent=initiated+completed";
        FakeResponse answer = rig.send("POST", "/Calls.json", form);
        rig.pass(60);

        String sid = (String) Rig.json(answer).get("sid");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(rig.status(sid)).isEqualTo("completed");
        assertThat(rig.sentTo("/status")).isEmpty();
        FakeResponse notes = rig.send("GET", "/Calls/" + sid + "/Notifications.json?Log=1", "");
        assertThat(Rig.items(notes, "notifications").get(0)).containsEntry("error_code", "21626");
    }
}
