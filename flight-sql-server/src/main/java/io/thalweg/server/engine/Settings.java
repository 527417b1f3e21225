package io.thalweg.server.engine;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.SpillOptions;
import io.thalweg.exec.runtime.StreamOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings of one session. Thread-safe.
public final class Settings {
  private static final Pattern BYTES =
      Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,3}))?\\s*([KMGT]?)(I?B)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h)?", Pattern.CASE_INSENSITIVE);

  private static final String MARKS = "marks";
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(24);

  private final long machineMemory;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  /// @param machineMemory what percentages of memory refer to, in bytes
  Settings(long machineMemory) {
    this.machineMemory = machineMemory;
  }

  public synchronized String get(Setting setting) {
    return values.getOrDefault(setting, setting.defaultText());
  }

  /// @throws ThalwegException UNKNOWN_SETTING, or INVALID_ARGUMENT for a value that does not fit
  public synchronized void set(String name, String value) {
    Setting setting = require(name);
    check(setting, value);
    values.put(setting, value);
  }

  /// What was set, by name, for a job that is to run with the same settings later.
  synchronized Map<String, String> changed() {
    Map<String, String> changed = new TreeMap<>();
    values.forEach((setting, value) -> changed.put(setting.sqlName(), value));
    return changed;
  }

  /// These settings where `with` goes before them; keys that are no settings are left alone.
  synchronized Settings with(Map<String, String> with) {
    Settings copy = new Settings(machineMemory);
    copy.values.putAll(values);
    with.forEach(
        (name, value) -> {
          if (Setting.find(name).isPresent()) {
            copy.set(name, value);
          }
        });
    return copy;
  }

  public synchronized void reset(String name) {
    values.remove(require(name));
  }

  public synchronized void resetAll() {
    values.clear();
  }

  /// @throws ThalwegException UNKNOWN_SETTING with a suggestion
  public static Setting require(String name) {
    return Setting.find(name)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_SETTING,
                    "there is no setting '"
                        + name
                        + "'"
                        + Suggestions.hint(
                            name, Arrays.stream(Setting.values()).map(Setting::sqlName).toList())
                        + "; SHOW SETTINGS lists them"));
  }

  private void check(Setting setting, String value) {
    switch (setting.kind()) {
      case BYTES -> bytes(setting, value);
      case COUNT -> count(setting, value);
      case DURATION -> duration(setting, value);
      case EPOCHS -> epochs(value);
      case POSITIVE_DURATION -> positive(setting, value);
      case SPILL -> spill(value);
      case SWITCH -> isOn(setting, value);
      case ZONE -> zone(setting, value);
    }
  }

  public long memoryLimit() {
    return bytes(Setting.MEMORY_LIMIT, get(Setting.MEMORY_LIMIT));
  }

  /// When state leaves memory.
  SpillOptions spill() {
    return new SpillOptions(
        spill(get(Setting.SPILL)), bytes(Setting.SPILL_LIMIT, get(Setting.SPILL_LIMIT)));
  }

  private static SpillOptions.Mode spill(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> SpillOptions.Mode.AUTO;
      case "off" -> SpillOptions.Mode.OFF;
      case "always" -> SpillOptions.Mode.ALWAYS;
      default -> throw invalid(Setting.SPILL, value, "write auto, off or always");
    };
  }

  public int parallelism() {
    return count(Setting.PARALLELISM, get(Setting.PARALLELISM));
  }

  public int batchRows() {
    return count(Setting.BATCH_ROWS, get(Setting.BATCH_ROWS));
  }

  public Duration queryTimeout() {
    return duration(Setting.QUERY_TIMEOUT, get(Setting.QUERY_TIMEOUT));
  }

  public Duration plannerTimeout() {
    return duration(Setting.PLANNER_TIMEOUT, get(Setting.PLANNER_TIMEOUT));
  }

  public boolean optimizer() {
    return isOn(Setting.OPTIMIZER, get(Setting.OPTIMIZER));
  }

  boolean columnCache() {
    return isOn(Setting.COLUMN_CACHE, get(Setting.COLUMN_CACHE));
  }

  /// How a continuous query of this name runs.
  StreamOptions streaming(String job) {
    Optional<Duration> epoch = epochs(get(Setting.EPOCH_INTERVAL));
    StreamOptions options = StreamOptions.of(job);
    return epoch
        .map(options::withEpochInterval)
        .orElse(options.withPolicy(EpochPolicy.MARKS))
        .withCheckpointInterval(
            positive(Setting.CHECKPOINT_INTERVAL, get(Setting.CHECKPOINT_INTERVAL)))
        .withIdleTimeout(duration(Setting.IDLE_TIMEOUT, get(Setting.IDLE_TIMEOUT)));
  }

  /// The length of an epoch; empty: where the sources put their marks.
  private static Optional<Duration> epochs(String value) {
    return value.strip().equalsIgnoreCase(MARKS)
        ? Optional.empty()
        : Optional.of(positive(Setting.EPOCH_INTERVAL, value));
  }

  /// How long state that is not touched is kept; zero for ever.
  public Duration stateTtl() {
    return duration(Setting.STATE_TTL, get(Setting.STATE_TTL));
  }

  public boolean allowUnboundedState() {
    return isOn(Setting.ALLOW_UNBOUNDED_STATE, get(Setting.ALLOW_UNBOUNDED_STATE));
  }

  public ZoneId timeZone() {
    return zone(Setting.TIME_ZONE, get(Setting.TIME_ZONE));
  }

  private long bytes(Setting setting, String value) {
    Matcher percent = PERCENT.matcher(value.strip());
    if (percent.matches()) {
      return machineMemory / 100 * Math.min(100, Integer.parseInt(percent.group(1)));
    }
    Matcher matcher = BYTES.matcher(value.strip());
    if (!matcher.matches()) {
      throw invalid(setting, value, "write 512MB, 4GB or 50%");
    }
    double number =
        Double.parseDouble(
            matcher.group(1) + "." + (matcher.group(2) == null ? "0" : matcher.group(2)));
    int power = " KMGT".indexOf(matcher.group(3).toUpperCase(Locale.ROOT));
    return (long) (number * Math.pow(1024, Math.max(0, matcher.group(3).isEmpty() ? 0 : power)));
  }

  private static int count(Setting setting, String value) {
    if (setting == Setting.PARALLELISM && value.equalsIgnoreCase("cores")) {
      return Runtime.getRuntime().availableProcessors();
    }
    int limit = setting == Setting.PARALLELISM ? 256 : 65_536;
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 1 && number <= limit) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(setting, value, "write a number from 1 to " + limit);
    }
    throw invalid(setting, value, "write a number from 1 to " + limit);
  }

  private static Duration positive(Setting setting, String value) {
    Duration duration = duration(setting, value);
    if (duration.isZero() || duration.compareTo(LONGEST_INTERVAL) > 0) {
      throw invalid(setting, value, "write a time from 1ms to 24h, such as 200ms or 10s");
    }
    return duration;
  }

  private static Duration duration(Setting setting, String value) {
    if (value.strip().equalsIgnoreCase("none")) {
      return Duration.ZERO;
    }
    Matcher matcher = TIME.matcher(value.strip());
    if (!matcher.matches()) {
      throw invalid(setting, value, "write 500ms, 30s, 5min or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2).toLowerCase(Locale.ROOT);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m", "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private static boolean isOn(Setting setting, String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "on", "true", "1" -> true;
      case "off", "false", "0" -> false;
      default -> throw invalid(setting, value, "write on or off");
    };
  }

  private static ZoneId zone(Setting setting, String value) {
    try {
      return ZoneId.of(value.strip());
    } catch (DateTimeException e) {
      throw invalid(setting, value, "write a zone such as UTC, +02:00 or Europe/Berlin");
    }
  }

  private static ThalwegException invalid(Setting setting, String value, String hint) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        "'" + value + "' does not fit the setting " + setting.sqlName() + "; " + hint);
  }
}
