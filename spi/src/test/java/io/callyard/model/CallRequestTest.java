package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.5")
class CallRequestTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+15551234567");
    private static final CampaignId CAMPAIGN = new CampaignId("spring");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static CallRequest of(CallType type, CampaignId campaign) {
        return new CallRequest(
                TENANT, type, NUMBER, campaign, null, null, null, null, CallData.NONE, null, null, null, null);
    }

    @Test
    void carriesAllThatWasAskedFor() {
        CallRequest request = CallRequest.campaign(TENANT, CAMPAIGN, NUMBER)
                .user(new UserId("u"))
                .agent(new AgentId("a"))
                .contact(new ContactId("c"))
                .contactName("Ann")
                .data(new CallData("{}"))
                .priority(-7)
                .scheduledFor(NOON)
                .expiresAt(NOON.plusNanos(1))
                .key("k")
                .build();

        assertThat(request)
                .isEqualTo(new CallRequest(
                        TENANT,
                        CallType.CAMPAIGN,
                        NUMBER,
                        CAMPAIGN,
                        new UserId("u"),
                        new AgentId("a"),
                        new ContactId("c"),
                        "Ann",
                        new CallData("{}"),
                        -7,
                        NOON,
                        NOON.plusNanos(1),
                        "k"));
        CallId id = new CallId(new UUID(0, 1));
        assertThat(request.subject(id))
                .isEqualTo(new CallSubject(
                        id,
                        CallType.CAMPAIGN,
                        CAMPAIGN,
                        new UserId("u"),
                        new AgentId("a"),
                        new ContactId("c"),
                        "Ann",
                        NUMBER));
    }

    @Test
    @Tag("R1.4")
    void hasThePriorityOfItsTypeUnlessItNamesOne() {
        assertThat(of(CallType.DIRECT, null).effectivePriority()).isEqualTo(100);
        assertThat(of(CallType.CAMPAIGN, CAMPAIGN).effectivePriority()).isZero();
        assertThat(of(CallType.LEAD, null).effectivePriority()).isZero();
        assertThat(CallRequest.direct(TENANT, NUMBER)
                        .priority(Integer.MIN_VALUE)
                        .build()
                        .effectivePriority())
                .isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void standsInTheLaneOfItsTypeOrCampaign() {
        CallId id = new CallId(new UUID(0, 1));

        assertThat(of(CallType.DIRECT, null).lane()).isEqualTo(LaneId.DIRECT);
        assertThat(of(CallType.LEAD, null).lane()).isEqualTo(LaneId.LEADS);
        assertThat(of(CallType.CAMPAIGN, CAMPAIGN).lane()).isEqualTo(LaneId.of(CAMPAIGN));
        assertThat(of(CallType.CAMPAIGN, CAMPAIGN).subject(id).lane()).isEqualTo(LaneId.of(CAMPAIGN));
    }

    @Test
    void namesACampaignExactlyWhenItIsACampaignCall() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(CallType.CAMPAIGN, null));
        assertThatIllegalArgumentException().isThrownBy(() -> of(CallType.DIRECT, CAMPAIGN));
        assertThatIllegalArgumentException().isThrownBy(() -> of(CallType.LEAD, CAMPAIGN));
        assertThatIllegalArgumentException().isThrownBy(() -> new LaneId(CallType.CAMPAIGN, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new LaneId(CallType.DIRECT, CAMPAIGN));
    }

    @Test
    void expiresOnlyAfterItsTime() {
        CallRequest.Builder request = CallRequest.direct(TENANT, NUMBER).scheduledFor(NOON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.expiresAt(NOON).build());
        assertThat(request.expiresAt(NOON.plusNanos(1)).build().expiresAt()).isAfter(NOON);
    }

    @Test
    void namesOnlyTimesThatEveryDatabaseCanKeep() {
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        CallRequest.Builder request = CallRequest.direct(TENANT, NUMBER);

        assertThat(request.scheduledFor(last).build().scheduledFor()).isEqualTo(last);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.scheduledFor(last.plusNanos(1)).build())
                .withMessageContaining("scheduledFor");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> request.scheduledFor(null).expiresAt(Instant.MAX).build())
                .withMessageContaining("expiresAt");
    }

    @Test
    void aHoldForEverEndsWithTheYear9999() {
        assertThat(new Verdict.Hold(Instant.MAX, "never").until()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }
}
