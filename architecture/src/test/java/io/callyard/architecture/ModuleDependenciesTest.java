package io.callyard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may depend on whom, package by package. */
class ModuleDependenciesTest {
    private static final String FRONT_DOOR = "io.callyard";
    private static final String MODEL = "io.callyard.model..";
    private static final String EVENT = "io.callyard.event..";
    private static final String MACHINE = "io.callyard.machine..";
    private static final String AUDIT = "io.callyard.audit..";
    private static final String PORTS = "io.callyard.spi..";
    private static final String STORE = "io.callyard.spi.store..";
    private static final String INTERNAL = "io.callyard.internal..";
    private static final String MEMORY = "io.callyard.memory..";
    private static final String JDBC = "io.callyard.store.jdbc..";
    private static final String JDBC_FRONT_DOOR = "io.callyard.store.jdbc";
    private static final String WEB = "io.callyard.web..";
    private static final String TESTKIT = "io.callyard.testkit..";
    private static final String TELEPHONY = "io.callyard.telephony..";
    private static final String TELEPHONY_HTTP = "io.callyard.telephony.http..";
    private static final String FAKE = "io.callyard.fake..";
    private static final String JWT = "io.callyard.security.jwt..";
    private static final String SOCKETS = "io.callyard.broadcast.websocket..";
    private static final String BROADCAST = "io.callyard.broadcast";
    private static final String LEADS = "io.callyard.lead..";
    private static final String WIRE = "io.callyard.wire..";
    private static final String TICKET = "io.callyard.ticket..";

    /** The packages of the module spi. */
    private static final String[] SPI = {MODEL, EVENT, MACHINE, AUDIT, PORTS};

    private static final String[] PURE = {
        MODEL, EVENT, MACHINE, AUDIT, "io.callyard.estimate..", "io.callyard.routing.."
    };

    /** Each rule, and a part of what it must say about the offenders. */
    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(onlyUses("the SPI", SPI), "has type <org.slf4j.Logger>"),
                arguments(onlyUses("the model", MODEL), "model.Planted.event"),
                arguments(onlyUses("an event", EVENT, MODEL), "event.Planted.store"),
                arguments(onlyUses("a state machine", MACHINE, EVENT, MODEL), "machine.Planted.store"),
                arguments(onlyUses("the audit", AUDIT, EVENT, MODEL), "audit.Planted.machine"),
                arguments(onlyUses("the store port", STORE, MACHINE, EVENT, MODEL), "spi.store.Planted.carrier"),
                arguments(otherPortsUseWordsOnly(), "spi.carrier.Planted.machine"),
                arguments(noPortUsesAnother(), "spi.store.Planted.carrier"),
                arguments(usesOnly(TELEPHONY), "telephony.simulated.Planted.memory"),
                arguments(noCarrierUsesAnother(), "telephony.simulated.Planted.other"),
                arguments(usesOnly(TESTKIT), "testkit.Planted.outbound"),
                arguments(usesOnly(FAKE), "fake.Planted.driver"),
                arguments(usesOnly(MEMORY), "memory.Planted.outbound"),
                arguments(usesOnly(JDBC), "store.jdbc.Planted.memory"),
                arguments(usesOnly(JWT), "security.jwt.Planted.wire"),
                arguments(usesOnly(WIRE, BROADCAST, LEADS), "wire.Planted.outbound"),
                arguments(usesOnly(TICKET), "ticket.Planted.wire"),
                arguments(usesOnly(SOCKETS, BROADCAST, LEADS, WIRE, TICKET), "broadcast.websocket.Planted.memory"),
                arguments(onlyThoseWhoLetOutUseWire(), "security.jwt.Planted.wire"),
                arguments(onlyTheFrontDoorUsesMemory(), "telephony.simulated.Planted.memory"),
                arguments(nothingInTheEngineUsesTheFrontDoor(), "outbound.Planted.frontDoor"),
                arguments(nothingUsesWeb(), "Planted.web"),
                arguments(noCycles(), "model.Planted.event"),
                arguments(pureCodeHasNoHands(), "model.Planted.thread"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(ArchRule rule, String offence) {
        rule.check(Classes.PUBLISHED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void canFail(ArchRule rule, String offence) {
        assertThat(rule.evaluate(Classes.PLANTED).getFailureReport().toString()).contains(offence);
    }

    /** Else a rule could hold because nobody looked. */
    @ParameterizedTest
    @CsvSource({
        "spi, io.callyard.model",
        "testkit, io.callyard.testkit",
        "telephony-simulated, io.callyard.telephony.simulated",
        "core, io.callyard",
        "broadcast-websocket, io.callyard.broadcast.websocket",
        "security-jwt, io.callyard.security.jwt",
        "wire, io.callyard.wire",
        "fake-carriers, io.callyard.fake",
        "telephony-http, io.callyard.telephony.http",
        "telephony-telnyx, io.callyard.telephony.telnyx",
        "telephony-twilio, io.callyard.telephony.twilio",
        "store-jdbc, io.callyard.store.jdbc",
        "web, io.callyard.web"
    })
    void seesEveryModule(String module, String basePackage) {
        boolean hasSources = Files.isRegularFile(Path.of("..", module, "src", "main", "java", "module-info.java"));

        assertThat(Classes.PUBLISHED.containPackage(basePackage)).isEqualTo(hasSources);
    }

    /** Classes in the first package, or in all of them, use nothing but these, the JDK and JSpecify. */
    private static ArchRule onlyUses(String who, String... allowed) {
        String[] from = allowed == SPI ? SPI : new String[] {allowed[0]};
        return classes()
                .that()
                .resideInAnyPackage(from)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed).or(resideInAnyPackage("java..", "org.jspecify..", INTERNAL)))
                .allowEmptyShould(true)
                .as(who + " uses only " + String.join(", ", allowed));
    }

    private static ArchRule otherPortsUseWordsOnly() {
        return classes()
                .that(resideInAPackage(PORTS).and(resideOutsideOfPackage(STORE)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(PORTS, MODEL, EVENT, INTERNAL, "java..", "org.jspecify..")
                .allowEmptyShould(true)
                .as("a port other than the store uses only the model and events");
    }

    private static ArchRule noPortUsesAnother() {
        return slices().matching("io.callyard.spi.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .as("no port uses another");
    }

    private static ArchRule noCarrierUsesAnother() {
        return slices().matching("io.callyard.telephony.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(TELEPHONY_HTTP))
                .allowEmptyShould(true)
                .as("no carrier uses another, but for what all share");
    }

    /** Classes in a package use nothing of Callyard but the SPI and these. */
    private static ArchRule usesOnly(String who, String... more) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.callyard..")
                        .or(resideInAnyPackage(SPI))
                        .or(resideInAnyPackage(more))
                        .or(resideInAPackage(who)))
                .allowEmptyShould(true)
                .as(who + " uses nothing of Callyard but the SPI" + (more.length == 0 ? "" : " and " + List.of(more)));
    }

    private static ArchRule onlyThoseWhoLetOutUseWire() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(WIRE, WEB, SOCKETS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WIRE)
                .allowEmptyShould(true)
                .as("only those who let events out use how they are written");
    }

    private static ArchRule onlyTheFrontDoorUsesMemory() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(FRONT_DOOR, MEMORY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(MEMORY)
                .allowEmptyShould(true)
                .as("only the front door uses the in-memory store");
    }

    private static ArchRule nothingInTheEngineUsesTheFrontDoor() {
        return noClasses()
                .that(resideOutsideOfPackages(FRONT_DOOR, WEB))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FRONT_DOOR)
                .allowEmptyShould(true)
                .as("nothing behind the front door uses it");
    }

    private static ArchRule nothingUsesWeb() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(WEB)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WEB)
                .allowEmptyShould(true)
                .as("nothing uses web");
    }

    /**
     * The front door has its own rule: the slices begin below it. That of the JDBC store sees all of its
     * module, whose other packages speak in its public words.
     */
    private static ArchRule noCycles() {
        return slices().matching("io.callyard.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(JDBC_FRONT_DOOR), resideInAPackage(JDBC))
                .allowEmptyShould(true)
                .as("no cycle between packages");
    }

    private static ArchRule pureCodeHasNoHands() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.slf4j..",
                                "java.util.logging..",
                                "java.util.concurrent..",
                                "java.io..",
                                "java.nio.channels..",
                                "java.nio.file..",
                                "java.net..",
                                "java.sql..",
                                "javax.sql..")
                        .or(resideInAPackage(PORTS))
                        .or(belongToAnyOf(Thread.class, Clock.class, InstantSource.class, System.Logger.class)))
                .allowEmptyShould(true)
                .as("pure code has no store, no clock, no thread, no log and no file");
    }
}
