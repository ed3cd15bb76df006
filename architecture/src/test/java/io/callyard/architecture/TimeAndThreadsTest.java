package io.callyard.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Time, threads and chance come from the {@code Scheduler} port and from seeds: no code asks the JVM
 * for them, but the one scheduler that is used in production. So every run with one seed is the same
 * run.
 */
class TimeAndThreadsTest {
    private static final String PRODUCTION_SCHEDULER = "io.callyard.SystemScheduler";

    /** Lets real threads contend for a store, in the contract suites; no engine runs on them. */
    private static final String CROWD = "io.callyard.testkit.Crowd";

    /** What a fake carrier needs in a process of its own, and to be reached there. */
    private static final String FAKE_SCHEDULER = "io.callyard.fake.internal.RealScheduler";

    private static final String FAKE_SERVER = "io.callyard.fake.LoopbackServer";
    private static final String FAKE_CLIENT = "io.callyard.fake.InProcessClient";

    /** Is asked for a key, and gives always the same one. */
    private static final String FAKE_SIGNER = "io.callyard.fake.telnyx.Signer";

    private static final ArchRule NO_CLOCK =
            nobody("asks the JVM for the time", TimeAndThreadsTest::readsClock, PRODUCTION_SCHEDULER, FAKE_SCHEDULER);
    private static final ArchRule NO_THREAD = nobody(
            "starts, delays or borrows a thread",
            TimeAndThreadsTest::threads,
            PRODUCTION_SCHEDULER,
            CROWD,
            FAKE_SCHEDULER,
            FAKE_SERVER,
            FAKE_CLIENT);
    private static final ArchRule NO_CHANCE = nobody(
            "draws without a seed", TimeAndThreadsTest::draws, PRODUCTION_SCHEDULER, FAKE_SCHEDULER, FAKE_SIGNER);

    private static final JavaClasses OFFENDERS = new ClassFileImporter()
            .importClasses(Offences.Clocks.class, Offences.Threads.class, Offences.Chances.class);
    private static final JavaClasses ALLOWED = new ClassFileImporter().importClasses(Offences.Allowed.class);

    @Test
    void nobodyAsksTheJvmForTheTime() {
        NO_CLOCK.check(Classes.PUBLISHED);
    }

    @Test
    void nobodyStartsDelaysOrBorrowsAThread() {
        NO_THREAD.check(Classes.PUBLISHED);
    }

    @Test
    void nobodyDrawsWithoutASeed() {
        NO_CHANCE.check(Classes.PUBLISHED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.callyard.architecture.Offences#clocks")
    void findsClocks(Method offence) {
        assertThatIsReported(NO_CLOCK, offence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.callyard.architecture.Offences#threads")
    void findsThreads(Method offence) {
        assertThatIsReported(NO_THREAD, offence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.callyard.architecture.Offences#chances")
    void findsChance(Method offence) {
        assertThatIsReported(NO_CHANCE, offence);
    }

    @Test
    void allowsWhatIsGivenFromOutside() {
        assertThatCode(() -> {
                    NO_CLOCK.check(ALLOWED);
                    NO_THREAD.check(ALLOWED);
                    NO_CHANCE.check(ALLOWED);
                })
                .doesNotThrowAnyException();
    }

    private static void assertThatIsReported(ArchRule rule, Method offence) {
        assertThat(rule.evaluate(OFFENDERS).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("." + offence.getName() + "("));
    }

    private static ArchRule nobody(String does, Call call, String... but) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not one of " + List.of(but), type -> !belongsToAny(type.getName(), but)))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(does, access -> isCall(access, call)))
                .as("nobody but " + String.join(", ", but) + " " + does)
                .because("time, threads and chance come from the scheduler");
    }

    private static boolean belongsToAny(String type, String... outer) {
        return Stream.of(outer).anyMatch(name -> type.equals(name) || type.startsWith(name + "$"));
    }

    private static boolean isCall(JavaAccess<?> access, Call call) {
        AccessTarget target = access.getTarget();
        return target instanceof CodeUnitAccessTarget unit
                && call.isMade(unit.getOwner(), unit.getName(), unit.getRawParameterTypes());
    }

    private static boolean readsClock(JavaClass owner, String name, Collection<JavaClass> parameters) {
        boolean onItsOwn = parameters.stream().noneMatch(type -> type.isAssignableTo(Clock.class));
        return (owner.getPackageName().startsWith("java.time") && name.equals("now") && onItsOwn)
                || (owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name))
                || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                || (owner.isEquivalentTo(Clock.class) && name.startsWith("tick") && onItsOwn)
                || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                || (owner.isEquivalentTo(Date.class) && isConstructor(name) && parameters.isEmpty())
                || (owner.isAssignableTo(Calendar.class) && name.equals("getInstance"));
    }

    private static boolean threads(JavaClass owner, String name, Collection<JavaClass> parameters) {
        boolean hasExecutor = parameters.stream().anyMatch(type -> type.isAssignableTo(Executor.class));
        return (owner.isAssignableTo(Thread.class)
                        && (isConstructor(name)
                                || Set.of("start", "sleep", "join").contains(name)
                                || name.startsWith("of")
                                || name.startsWith("startVirtual")))
                || owner.isEquivalentTo(Executors.class)
                || (owner.isAssignableTo(Executor.class)
                        && owner.getPackageName().startsWith("java.")
                        && isConstructor(name))
                || (owner.isEquivalentTo(ForkJoinPool.class) && name.equals("commonPool"))
                || (owner.isAssignableTo(Timer.class) && isConstructor(name))
                || (owner.isEquivalentTo(TimeUnit.class) && name.equals("sleep"))
                || (owner.isEquivalentTo(LockSupport.class) && name.startsWith("park"))
                || (owner.isAssignableTo(CompletionStage.class) && name.endsWith("Async") && !hasExecutor)
                || (owner.isAssignableTo(CompletableFuture.class)
                        && (Set.of("orTimeout", "completeOnTimeout").contains(name)
                                || (name.equals("delayedExecutor") && !hasExecutor)))
                || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"))
                || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"));
    }

    private static boolean draws(JavaClass owner, String name, Collection<JavaClass> parameters) {
        boolean isNew = isConstructor(name);
        return (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(StrictMath.class) && name.equals("random"))
                || (owner.isEquivalentTo(Random.class) && isNew && parameters.isEmpty())
                || (owner.isEquivalentTo(SplittableRandom.class) && isNew && parameters.isEmpty())
                || (owner.isAssignableTo(SecureRandom.class) && (isNew || name.startsWith("getInstance")))
                || (owner.isEquivalentTo(ThreadLocalRandom.class) && name.equals("current"))
                || (owner.isEquivalentTo(RandomGenerator.class)
                        && Set.of("getDefault", "of").contains(name))
                || (owner.isEquivalentTo(RandomGeneratorFactory.class) && name.equals("create") && parameters.isEmpty())
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Collections.class) && name.equals("shuffle") && parameters.size() == 1);
    }

    private static boolean isConstructor(String name) {
        return name.equals("<init>");
    }

    @FunctionalInterface
    private interface Call {
        boolean isMade(JavaClass owner, String name, Collection<JavaClass> parameters);
    }
}
