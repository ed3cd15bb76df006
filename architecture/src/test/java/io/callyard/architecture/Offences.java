package io.callyard.architecture;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Code that the rules must find, one offence to a method, and code that they must not find. Never run. */
final class Offences {
    private Offences() {}

    static Stream<Named<Method>> clocks() {
        return methodsOf(Clocks.class);
    }

    static Stream<Named<Method>> threads() {
        return methodsOf(Threads.class);
    }

    static Stream<Named<Method>> chances() {
        return methodsOf(Chances.class);
    }

    private static Stream<Named<Method>> methodsOf(Class<?> offender) {
        return Arrays.stream(offender.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> Named.of(method.getName(), method));
    }

    static final class Clocks {
        Instant now() {
            return Instant.now();
        }

        Supplier<Instant> nowByReference() {
            return Instant::now;
        }

        Supplier<Instant> nowInALambda() {
            return () -> Instant.now();
        }

        LocalDate today() {
            return LocalDate.now();
        }

        ZonedDateTime nowInAZone() {
            return ZonedDateTime.now(ZoneOffset.UTC);
        }

        long currentTimeMillis() {
            return System.currentTimeMillis();
        }

        LongSupplier nanoTime() {
            return System::nanoTime;
        }

        Clock systemClock() {
            return Clock.systemUTC();
        }

        Clock tickingClock() {
            return Clock.tickMillis(ZoneOffset.UTC);
        }

        InstantSource systemSource() {
            return InstantSource.system();
        }

        Date date() {
            return new Date();
        }
    }

    static final class Threads {
        Thread newThread(Runnable task) {
            return new Thread(task);
        }

        Thread anonymousThread() {
            return new Thread() {};
        }

        void start(Thread thread) {
            thread.start();
        }

        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }

        void sleepByUnit() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }

        void park() {
            LockSupport.parkNanos(1);
        }

        ExecutorService pool() {
            return Executors.newCachedThreadPool();
        }

        ExecutorService poolByConstructor() {
            return new ScheduledThreadPoolExecutor(1);
        }

        ForkJoinPool commonPool() {
            return ForkJoinPool.commonPool();
        }

        Timer timer() {
            return new Timer();
        }

        CompletableFuture<Void> runAsync(Runnable task) {
            return CompletableFuture.runAsync(task);
        }

        CompletableFuture<String> thenApplyAsync(CompletableFuture<String> future) {
            return future.thenApplyAsync(String::trim);
        }

        CompletableFuture<String> orTimeout(CompletableFuture<String> future) {
            return future.orTimeout(1, TimeUnit.SECONDS);
        }

        Executor delayed() {
            return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
        }

        Stream<String> parallelStream(List<String> list) {
            return list.parallelStream();
        }

        Stream<String> parallel(Stream<String> stream) {
            return stream.parallel();
        }
    }

    static final class Chances {
        double mathRandom() {
            return Math.random();
        }

        Random random() {
            return new Random();
        }

        Supplier<Random> randomByReference() {
            return Random::new;
        }

        SplittableRandom splittable() {
            return new SplittableRandom();
        }

        Random secure() {
            return new SecureRandom();
        }

        Random threadLocal() {
            return ThreadLocalRandom.current();
        }

        RandomGenerator generator() {
            return RandomGenerator.getDefault();
        }

        UUID uuid() {
            return UUID.randomUUID();
        }

        void shuffle(List<String> list) {
            Collections.shuffle(list);
        }
    }

    static final class Allowed {
        Instant now(InstantSource source) {
            return source.instant();
        }

        LocalDate today(Clock clock) {
            return LocalDate.now(clock);
        }

        Clock coarse(Clock clock) {
            return Clock.tick(clock, Duration.ofMillis(1));
        }

        Date at(long millis) {
            return new Date(millis);
        }

        void passOnAnInterrupt() {
            Thread.currentThread().interrupt();
        }

        CompletableFuture<String> onAnExecutor(CompletableFuture<String> future, Executor executor) {
            return future.thenApplyAsync(String::trim, executor);
        }

        Random random(long seed) {
            return new Random(seed);
        }

        SplittableRandom splittable(long seed) {
            return new SplittableRandom(seed).split();
        }

        void shuffle(List<String> list, Random random) {
            Collections.shuffle(list, random);
        }

        UUID uuid(RandomGenerator random) {
            return new UUID(random.nextLong(), random.nextLong());
        }
    }
}
