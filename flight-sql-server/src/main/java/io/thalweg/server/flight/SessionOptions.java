package io.thalweg.server.flight;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.Setting;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SessionOptionValueVisitor;
import org.apache.arrow.flight.SetSessionOptionsResult;

/// A session's place and settings as Flight's session options: `catalog`, `schema`, and the names
/// of `SHOW SETTINGS`.
final class SessionOptions {
  private static final String CATALOG = "catalog";
  private static final String SCHEMA = "schema";

  private SessionOptions() {}

  static Map<String, SessionOptionValue> get(Session session) {
    Map<String, SessionOptionValue> options = new HashMap<>();
    options.put(CATALOG, value(session.current().catalog()));
    options.put(SCHEMA, value(session.current().schema()));
    for (Setting setting : Setting.values()) {
      options.put(setting.sqlName(), value(session.settings().get(setting)));
    }
    return options;
  }

  private static SessionOptionValue value(String text) {
    return SessionOptionValueFactory.makeSessionOptionValue(text);
  }

  /// Sets what can be set.
  ///
  /// @return what could not be set, and why
  static Map<String, SetSessionOptionsResult.Error> set(
      Session session, Map<String, SessionOptionValue> options) {
    Map<String, SetSessionOptionsResult.Error> errors = new HashMap<>();
    // The catalog first: the schema is looked up in it.
    if (options.containsKey(CATALOG)) {
      set(session, CATALOG, options.get(CATALOG), errors);
    }
    options.forEach(
        (name, value) -> {
          if (!name.equals(CATALOG)) {
            set(session, name, value, errors);
          }
        });
    return errors;
  }

  private static void set(
      Session session,
      String name,
      SessionOptionValue value,
      Map<String, SetSessionOptionsResult.Error> errors) {
    try {
      String text = value.acceptVisitor(new Text());
      switch (name) {
        case CATALOG -> session.use(text, null);
        case SCHEMA -> session.use(null, text);
        default -> {
          if (value.isEmpty()) {
            session.settings().reset(name);
          } else {
            session.settings().set(name, text);
          }
        }
      }
    } catch (ThalwegException e) {
      SetSessionOptionsResult.ErrorValue kind =
          switch (e.code()) {
            case UNKNOWN_SETTING -> SetSessionOptionsResult.ErrorValue.INVALID_NAME;
            default -> SetSessionOptionsResult.ErrorValue.INVALID_VALUE;
          };
      errors.put(name, new SetSessionOptionsResult.Error(kind));
    }
  }

  /// A value as the text of a setting.
  private static final class Text implements SessionOptionValueVisitor<String> {
    @Override
    public String visit(String value) {
      return value;
    }

    @Override
    public String visit(boolean value) {
      return Boolean.toString(value);
    }

    @Override
    public String visit(long value) {
      return Long.toString(value);
    }

    @Override
    public String visit(double value) {
      return Double.toString(value);
    }

    @Override
    public String visit(String[] value) {
      return String.join(",", value);
    }

    @Override
    public String visit(Void value) {
      return "";
    }
  }
}
