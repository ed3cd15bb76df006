package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is set in the portal can be read. */
class PortalTest {
    private final Bench bench = new Bench();

    @Test
    void theConnectionIsThereUnderItsIdOnly() {
        assertThat(bench.get("/v2/call_control_applications/" + Bench.CONNECTION)
                        .data("webhook_api_version"))
                .isEqualTo("2");
        assertThat(bench.get("/v2/call_control_applications/" + Bench.CONNECTION)
                        .data("first_command_timeout_secs"))
                .isEqualTo(30L);
        assertThat(bench.get("/v2/call_control_applications/42").status()).isEqualTo(404);
    }

    @Test
    void thePublicKeyIsTheOneThatWebhooksAreSignedWith() {
        assertThat(bench.get("/v2/public_key").data("public")).isEqualTo(bench.fake.publicKey());
    }

    @Test
    void everyNumberThatIsAskedAboutBelongsToTheConnection() {
        assertThat(bench.get("/v2/phone_numbers?filter%5Bphone_number%5D=%2B15005550006")
                        .items())
                .singleElement()
                .satisfies(number -> assertThat(number.get("connection_id")).isEqualTo(Bench.CONNECTION));
        assertThat(bench.get("/v2/phone_numbers").items()).isEmpty();
    }
}
