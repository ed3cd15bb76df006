package io.callyard.store.jdbc.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Somebody between a store and its connections, who hears of every statement and may make it fail. */
public final class Interposed {
    private static final List<String> TRIPS = List.of("commit", "rollback", "close");

    private Interposed() {}

    /** Hears of each trip to the database: a statement's SQL, or {@code commit}, {@code rollback}, {@code close}. */
    public interface Listener {
        /** Before the trip; what it throws is thrown in its place. */
        default void before(Connection connection, String trip) throws SQLException {}

        /** After a trip that succeeded; what it throws is thrown in place of the answer. */
        default void after(Connection connection, String trip) throws SQLException {}
    }

    /** Puts {@code listener} before {@code source}. */
    public static DataSource before(DataSource source, Listener listener) {
        return proxy(DataSource.class, (method, args) -> {
            Object result = call(source, method, args);
            return result instanceof Connection connection ? connection(connection, listener) : result;
        });
    }

    private static Connection connection(Connection real, Listener listener) {
        return proxy(Connection.class, (method, args) -> {
            String name = method.getName();
            if (TRIPS.contains(name) && method.getParameterCount() == 0) {
                listener.before(real, name);
                Object result = call(real, method, args);
                listener.after(real, name);
                return result;
            }
            Object result = call(real, method, args);
            String sql = args != null && args.length > 0 && args[0] instanceof String text ? text : "";
            if (result instanceof CallableStatement) {
                return result;
            }
            if (result instanceof PreparedStatement statement) {
                return statement(PreparedStatement.class, statement, real, sql, listener);
            }
            return result instanceof Statement statement
                    ? statement(Statement.class, statement, real, "", listener)
                    : result;
        });
    }

    private static <S extends Statement> S statement(
            Class<S> type, S real, Connection connection, String prepared, Listener listener) {
        return proxy(type, (method, args) -> {
            if (!method.getName().startsWith("execute")) {
                return call(real, method, args);
            }
            String sql = args != null && args.length > 0 && args[0] instanceof String text ? text : prepared;
            listener.before(connection, sql);
            Object result = call(real, method, args);
            listener.after(connection, sql);
            return result;
        });
    }

    private interface Answer {
        Object to(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> answer.to(method, args)));
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
