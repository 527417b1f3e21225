package io.thalweg.server.engine;

import java.util.Locale;
import java.util.Optional;

/// What a session can `SET`. Values travel as text; [Settings] checks them.
public enum Setting {
  MEMORY_LIMIT("80%", Kind.BYTES, "the most memory one query may reserve, such as 4GB or 50%"),
  PARALLELISM("cores", Kind.COUNT, "tasks of a parallel fragment; 'cores' is one per core"),
  BATCH_ROWS("2048", Kind.COUNT, "the most rows of a batch"),
  QUERY_TIMEOUT("0", Kind.DURATION, "ends a query that runs longer, such as 30s; 0 is never"),
  PLANNER_TIMEOUT("30s", Kind.DURATION, "ends planning that takes longer"),
  OPTIMIZER("on", Kind.SWITCH, "off leaves out rewrites that only make queries faster"),
  TIME_ZONE("UTC", Kind.ZONE, "the zone of current_date and of timestamps with time zone"),
  EPOCH_INTERVAL("200ms", Kind.EPOCHS, "how often continuous queries show changes, or 'marks'"),
  CHECKPOINT_INTERVAL("10s", Kind.POSITIVE_DURATION, "how often a job makes its state durable"),
  STATE_TTL("none", Kind.DURATION, "state of continuous queries not touched for so long may go"),
  IDLE_TIMEOUT("30s", Kind.DURATION, "an input silent for so long does not hold watermarks back"),
  ALLOW_UNBOUNDED_STATE("off", Kind.SWITCH, "on runs continuous queries whose state only grows"),
  COLUMN_CACHE("on", Kind.SWITCH, "off neither keeps decoded columns of files nor takes them"),
  SPILL("auto", Kind.SPILL, "when state of continuous queries goes to disk: auto, off or always"),
  SPILL_LIMIT("1TB", Kind.BYTES, "the most a query may have on disk because memory is short");

  private final String defaultText;
  private final Kind kind;
  private final String help;

  /// How a value is written.
  enum Kind {
    BYTES,
    COUNT,
    DURATION,
    EPOCHS,
    POSITIVE_DURATION,
    SPILL,
    SWITCH,
    ZONE
  }

  Setting(String defaultText, Kind kind, String help) {
    this.defaultText = defaultText;
    this.kind = kind;
    this.help = help;
  }

  /// The name in SQL.
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String defaultText() {
    return defaultText;
  }

  Kind kind() {
    return kind;
  }

  public String help() {
    return help;
  }

  static Optional<Setting> find(String name) {
    for (Setting setting : values()) {
      if (setting.sqlName().equalsIgnoreCase(name)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }
}
