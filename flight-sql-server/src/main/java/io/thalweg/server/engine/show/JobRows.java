package io.thalweg.server.engine.show;

import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobStatus;
import io.thalweg.server.engine.job.Jobs;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.RowStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Jobs and their checkpoints as rows: SHOW JOBS, DESCRIBE JOB, `system.main.jobs` and
/// `system.main.checkpoints`.
public final class JobRows {
  /// Of `system.main.jobs`.
  public static final Schema JOBS =
      Schema.of(
          text("job_name"),
          text("kind"),
          number("version"),
          text("state"),
          number("epoch"),
          Field.nullable("watermark", TimestampType.MICROS),
          number("lag_ms"),
          number("rows_read"),
          Field.nullable("rows_per_second", SimpleType.DOUBLE),
          number("late_rows"),
          number("skipped_rows"),
          number("state_bytes"),
          number("spilled_bytes"),
          number("checkpoint_id"),
          number("restarts"),
          text("last_error"),
          text("sql"));

  /// Of `system.main.checkpoints`.
  public static final Schema CHECKPOINTS =
      Schema.of(
          text("job_name"),
          number("checkpoint_id"),
          number("epoch"),
          Field.nullable("started", TimestampType.MICROS_UTC),
          number("duration_ms"),
          Field.nullable("is_full", SimpleType.BOOLEAN),
          number("bytes"),
          number("state_bytes"));

  static final Schema SHOW =
      FixedRows.texts(
          "job_name", "kind", "version", "state", "epoch", "rows_per_second", "last_error");

  /// Of [#describe].
  public static final Schema DESCRIBE = FixedRows.texts("property", "value");

  private static final long MICROS_PER_MILLI = 1000;

  private JobRows() {}

  private static Field text(String name) {
    return Field.nullable(name, SimpleType.VARCHAR);
  }

  private static Field number(String name) {
    return Field.nullable(name, SimpleType.BIGINT);
  }

  public static List<List<@Nullable Object>> jobs(Jobs jobs) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Job job : jobs.all()) {
      rows.add(row(job));
    }
    return rows;
  }

  private static List<@Nullable Object> row(Job job) {
    JobStatus status = job.status();
    return Arrays.asList(
        job.name(),
        kind(job),
        job.definition().version(),
        status.state().name(),
        status.epoch(),
        watermark(status.watermarkMicros()),
        status.lagMicros() < 0 ? null : status.lagMicros() / MICROS_PER_MILLI,
        status.rowsRead(),
        status.rowsPerSecond(),
        status.lateRows(),
        status.skippedRows(),
        status.stateBytes(),
        status.spilledBytes(),
        status.checkpoint().map(CheckpointInfo::id).orElse(null),
        (long) status.restarts(),
        status.error().isEmpty() ? null : status.error(),
        job.definition().sql());
  }

  private static @Nullable LocalDateTime watermark(long micros) {
    return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE
        ? null
        : LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String kind(Job job) {
    return switch (job.definition().kind()) {
      case VIEW -> "MATERIALIZED VIEW";
      case JOB -> "JOB";
    };
  }

  public static List<List<@Nullable Object>> checkpoints(Jobs jobs) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Job job : jobs.all()) {
      for (CheckpointInfo info : jobs.checkpoints(job)) {
        rows.add(
            Arrays.asList(
                job.name(),
                info.id(),
                info.epoch(),
                instant(info.timeMicros()),
                info.durationMicros() / MICROS_PER_MILLI,
                info.full(),
                info.bytes(),
                info.stateBytes()));
      }
    }
    return rows;
  }

  static List<List<String>> show(Jobs jobs) {
    return jobs.all().stream()
        .map(
            job -> {
              JobStatus status = job.status();
              return List.of(
                  job.name(),
                  kind(job),
                  Long.toString(job.definition().version()),
                  status.state().name(),
                  Long.toString(status.epoch()),
                  String.format(Locale.ROOT, "%.0f", status.rowsPerSecond()),
                  status.error());
            })
        .toList();
  }

  /// A row per property of a job.
  public static RowStream describe(Jobs jobs, Job job) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<@Nullable Object> values = row(job);
    for (int i = 0; i < JOBS.size(); i++) {
      Object value = values.get(i);
      rows.add(Arrays.asList(JOBS.field(i).name(), value == null ? null : shown(value)));
    }
    Map<String, String> settings = new TreeMap<>(job.definition().settings());
    rows.add(
        Arrays.asList(
            "settings",
            settings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "))));
    rows.add(
        Arrays.asList(
            "checkpoints",
            jobs.checkpoints(job).stream()
                .map(
                    info ->
                        String.format(
                            Locale.ROOT,
                            "%d (epoch %d, %,d bytes, %,d ms)",
                            info.id(),
                            info.epoch(),
                            info.bytes(),
                            info.durationMicros() / MICROS_PER_MILLI))
                .collect(Collectors.joining(", "))));
    return FixedRows.of(DESCRIBE, rows);
  }

  private static String shown(Object value) {
    return value instanceof Double rate
        ? String.format(Locale.ROOT, "%.1f", rate)
        : value.toString();
  }
}
