package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of broken frames and messages have no effect, and nobody else notices. */
class FrameFuzzTest {
    private static final long SEED = 20_261_129;
    private static final int FRAMES = 20_000;
    private static final String SECRET = "0123456789abcdef";
    private static final String ACT =
            "{\"type\":\"act\",\"secret\":\"" + SECRET + "\",\"ids\":[1,2.5e3,null,{\"a\":true}]}";
    private static final int[] LENGTHS = {0, 1, 125, 126, 127, 1_000, 65_535, 65_536, 70_000};

    private final Random random = new Random(SEED);

    @Test
    @Tag("R3.1")
    void twentyThousandBrokenFramesHaveNoEffect() throws Exception {
        AtomicInteger effects = new AtomicInteger();
        ClientMessages messages = type -> (message, sender) -> {
            if (SECRET.equals(message.members().get("secret"))) {
                effects.incrementAndGet();
            }
        };
        try (TestSockets server = new TestSockets(Container.TOMCAT, TestSockets.SETTINGS, messages);
                TestClient healthy = server.follow("acme.bob.viewer", 0)) {
            int events = 0;
            for (int frames = 0; frames < FRAMES; ) {
                try (RawClient client = RawClient.open(server, VIEWER)) {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    for (int i = 1 + random.nextInt(8); i > 0; i--) {
                        all.writeBytes(brokenFrame());
                        frames++;
                    }
                    client.send(all.toByteArray());
                    client.reset();
                } catch (IOException e) {
                    // Cut off, or too many of them at once; the next one tries again.
                }
                if (frames / 2_000 > events) {
                    events++;
                    server.log.append(ACME);
                }
            }

            assertThat(healthy.events(events)).hasSize(events);
            assertThat(effects).hasValue(0);
            for (int i = 0; i < 400 && server.sockets.figures().open() > 1; i++) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
            assertThat(server.sockets.figures().open())
                    .as("nothing is left behind")
                    .isEqualTo(1);
        }
    }

    @Test
    void brokenMessagesAreInvalidAndNothingElse() {
        int understood = 0;
        for (int i = 0; i < FRAMES; i++) {
            String text = new String(broken(ACT.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
            try {
                assertThat(MessageReader.read(text).type()).isNotNull();
                understood++;
            } catch (InvalidMessageException e) {
                assertThat(e).hasMessageNotContaining("Exception");
            }
        }
        assertThat(understood).as("some are still messages").isBetween(FRAMES / 100, FRAMES * 9 / 10);
    }

    private byte[] brokenFrame() {
        byte[] frame = RawClient.frame(RawClient.TEXT, broken(ACT.getBytes(StandardCharsets.UTF_8)));
        switch (random.nextInt(8)) {
            case 0 -> frame[0] = (byte) random.nextInt(256);
            case 1 -> frame[1] = (byte) random.nextInt(256);
            case 2 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length));
            case 3 -> random.nextBytes(frame);
            case 4 -> {
                byte[] payload = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
                random.nextBytes(payload);
                frame = RawClient.frame(random.nextInt(256), payload);
            }
            case 5 -> frame = RawClient.frame(0x01 + random.nextInt(2), frame);
            case 6 -> frame = RawClient.frame(0x88 + random.nextInt(3), Arrays.copyOf(frame, random.nextInt(130)));
            default -> {
                // The frame is whole, and what is in it is broken.
            }
        }
        return frame;
    }

    /** The secret is broken for sure, the rest by chance. */
    private byte[] broken(byte[] message) {
        byte[] copy = message.clone();
        copy[ACT.indexOf(SECRET) + random.nextInt(SECRET.length())] = (byte) (random.nextInt(26) + 'g');
        for (int i = random.nextInt(3); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        copy[ACT.indexOf(SECRET) + 3] = 'z';
        return copy;
    }
}
