package io.callyard.proofs.leads;

import io.callyard.model.Contact;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import java.util.List;
import java.util.stream.IntStream;

/** A user with a list of leads, which is the same in every process. As text, {@code tenant.user} by their numbers. */
record Owner(int tenantNumber, int userNumber) {
    private static final int USERS = 3;
    private static final int TENANTS = 2;

    static final List<TenantId> ALL_TENANTS =
            IntStream.range(0, TENANTS).mapToObj(Owner::tenant).toList();

    static final List<Owner> ALL = IntStream.range(0, TENANTS * USERS)
            .mapToObj(i -> new Owner(i / USERS, i % USERS))
            .toList();

    static Owner parse(String text) {
        String[] word = text.split("\\.", -1);
        return new Owner(Integer.parseInt(word[0]), Integer.parseInt(word[1]));
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    TenantId tenant() {
        return tenant(tenantNumber);
    }

    UserId user() {
        return new UserId("user-" + userNumber);
    }

    /** Returns another user of the same tenant. */
    Owner neighbour() {
        return new Owner(tenantNumber, (userNumber + 1) % USERS);
    }

    LeadId lead(int row) {
        return new LeadId("lead-" + userNumber + "-" + row);
    }

    /** Returns a lead of the list; no two have the same number. */
    LeadContact contact(int row) {
        PhoneNumber number = PhoneNumber.parse("+1%d%d%08d".formatted(tenantNumber + 2, userNumber, row));
        return LeadContact.of(lead(row), user(), number);
    }

    /** Returns a row of the list as it comes from a user. */
    Contact row(int row) {
        LeadContact contact = contact(row);
        return new Contact(contact.phoneNumber().e164(), contact.id().value(), null, null, null, null);
    }

    @Override
    public String toString() {
        return tenantNumber + "." + userNumber;
    }
}
