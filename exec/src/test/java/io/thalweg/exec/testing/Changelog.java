package io.thalweg.exec.testing;

import io.thalweg.core.type.Schema;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// An input of a continuous operator: changes, cut into epochs. After each epoch no row has a
/// negative weight; within one, a row may be retracted before it is inserted.
public record Changelog(Schema schema, List<Epoch> epochs) {
  private static final int EPOCH_MICROS = 100;

  /// The changes between two barriers, then the watermark that stands at the second.
  public record Epoch(List<Change> changes, OptionalLong watermark) {}

  /// A row, inserted (weight above 0) or retracted.
  public record Change(List<@Nullable Object> row, int weight) {}

  public Changelog {
    epochs = List.copyOf(epochs);
  }

  /// One epoch per list of rows, all inserted.
  public static Changelog appendOnly(Schema schema, List<List<List<@Nullable Object>>> epochs) {
    return new Changelog(
        schema,
        epochs.stream().map(rows -> new Epoch(inserts(rows), OptionalLong.empty())).toList());
  }

  /// Random rows, all inserted, `perEpoch` in each of `epochs`.
  public static Changelog appendOnly(RandomRows rows, Schema schema, int epochs, int perEpoch) {
    List<List<List<@Nullable Object>>> each = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      each.add(rows.rows(schema, perEpoch));
    }
    return appendOnly(schema, each);
  }

  private static List<Change> inserts(List<List<@Nullable Object>> rows) {
    return rows.stream().map(row -> new Change(row, 1)).toList();
  }

  /// Random rows inserted, retracted, replaced, and inserted and retracted in one epoch, in any
  /// order within an epoch. Some weights are above one; the last epochs mostly retract, and one
  /// epoch is empty.
  public static Changelog random(
      long seed, RandomRows rows, Schema schema, int epochs, int perEpoch) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> live = new ArrayList<>();
    List<Epoch> result = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      boolean shrinking = epoch >= epochs - epochs / 3;
      List<Change> changes = new ArrayList<>();
      for (int i = 0; epoch != epochs / 2 && i < perEpoch; i++) {
        change(random, random.nextInt(12) + (shrinking ? 6 : 0), rows, schema, live, changes);
      }
      Collections.shuffle(changes, random);
      result.add(new Epoch(changes, OptionalLong.empty()));
    }
    return new Changelog(schema, result);
  }

  private static void change(
      Random random,
      int kind,
      RandomRows rows,
      Schema schema,
      List<List<@Nullable Object>> live,
      List<Change> changes) {
    if (kind >= 7 && !live.isEmpty()) {
      changes.add(new Change(live.remove(random.nextInt(live.size())), -1));
    }
    if (kind < 7 || kind == 11) {
      List<@Nullable Object> row = rows.rows(schema, 1).getFirst();
      int weight = kind == 6 ? 3 : 1;
      changes.add(new Change(row, weight));
      if (kind == 5) {
        changes.add(new Change(row, -1));
      } else {
        live.addAll(Collections.nCopies(weight, row));
      }
    }
  }

  /// The same changes in time: column `time` (a TIMESTAMP) of each row is replaced by a time at
  /// most half an epoch behind the others of its epoch, and no row is changed once the watermark,
  /// which rises with every epoch, has passed it: retractions of such rows are left out.
  public Changelog timed(int time, long seed) {
    Random random = new Random(seed);
    Map<List<@Nullable Object>, Long> known = new LinkedHashMap<>();
    List<Epoch> result = new ArrayList<>();
    for (int epoch = 0; epoch < epochs.size(); epoch++) {
      long watermark = (epoch - 1L) * EPOCH_MICROS;
      List<Change> changes = new ArrayList<>();
      for (Change change : epochs.get(epoch).changes()) {
        long micros = watermark + random.nextInt(2 * EPOCH_MICROS);
        List<@Nullable Object> row = new ArrayList<>(change.row());
        row.set(time, micros(known.getOrDefault(change.row(), micros)));
        boolean late = known.getOrDefault(change.row(), micros) < watermark;
        if (late && change.weight() > 0) {
          known.put(change.row(), micros);
          row.set(time, micros(micros));
        } else {
          known.putIfAbsent(change.row(), micros);
        }
        if (!late || change.weight() > 0) {
          changes.add(new Change(row, change.weight()));
        }
      }
      result.add(new Epoch(changes, OptionalLong.of(watermark + EPOCH_MICROS)));
    }
    return new Changelog(schema, withoutNegatives(result));
  }

  private static LocalDateTime micros(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }

  /// Leaves out the retractions of rows that are not there at the end of their epoch.
  private static List<Epoch> withoutNegatives(List<Epoch> epochs) {
    Map<List<@Nullable Object>, Integer> sums = new LinkedHashMap<>();
    List<Epoch> result = new ArrayList<>();
    for (Epoch epoch : epochs) {
      List<Change> ordered = new ArrayList<>(epoch.changes());
      ordered.sort((left, right) -> Integer.compare(right.weight(), left.weight()));
      List<Change> changes = new ArrayList<>();
      for (Change change : ordered) {
        if (change.weight() > 0 || sums.getOrDefault(change.row(), 0) + change.weight() >= 0) {
          sums.merge(change.row(), change.weight(), Integer::sum);
          changes.add(change);
        }
      }
      result.add(new Epoch(changes, epoch.watermark()));
    }
    return result;
  }

  /// The rows there are after the first `count` epochs, as often as their weights say.
  public List<List<@Nullable Object>> accumulated(int count) {
    Map<List<@Nullable Object>, Integer> sums = new LinkedHashMap<>();
    for (Epoch epoch : epochs.subList(0, Math.min(count, epochs.size()))) {
      epoch.changes().forEach(change -> sums.merge(change.row(), change.weight(), Integer::sum));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    sums.forEach(
        (row, weight) -> {
          if (weight < 0) {
            throw new IllegalStateException(row + " was retracted too often");
          }
          rows.addAll(Collections.nCopies(weight, row));
        });
    return rows;
  }
}
