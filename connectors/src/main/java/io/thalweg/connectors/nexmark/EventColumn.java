package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.Draw;
import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.generator.LetterBlock;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;

/// One column of a table: its type and how it is made from the numbers of events. Immutable.
///
/// @param distinct different values at most, whatever the number of rows
record EventColumn(Field field, double distinct, Maker maker) {
  static final TimestampType TIME = new TimestampType(3, false);

  /// Makes the values of some events.
  interface Maker {
    /// @param events numbers in ascending order, in the first `count` entries
    Column make(EventClock clock, long seed, long[] events, int count);
  }

  /// A number that follows from the event's alone.
  interface Numbered {
    long of(long event);
  }

  /// A number drawn at random.
  interface Drawn {
    long of(long event, Draw draw);
  }

  /// A choice between two random numbers.
  interface Chosen {
    long of(long event, Draw choice, Draw draw);
  }

  /// Writes one text and returns its end.
  interface Text {
    int put(long event, long bits, byte[] target, int at);
  }

  private static Field required(String name, DataType type) {
    return Field.required(name, type);
  }

  static EventColumn number(String name, Numbered number) {
    return new EventColumn(
        required(name, SimpleType.BIGINT),
        Double.POSITIVE_INFINITY,
        (_, _, events, count) -> {
          long[] values = new long[count];
          for (int i = 0; i < count; i++) {
            values[i] = number.of(events[i]);
          }
          return new LongColumn(count, values, null);
        });
  }

  /// @param salt differs from those of the table's other columns
  static EventColumn drawn(String name, int salt, double distinct, Drawn drawn) {
    return new EventColumn(
        required(name, SimpleType.BIGINT),
        distinct,
        (_, seed, events, count) -> {
          Draw draw = Draw.of(seed, salt);
          long[] values = new long[count];
          for (int i = 0; i < count; i++) {
            values[i] = drawn.of(events[i], draw);
          }
          return new LongColumn(count, values, null);
        });
  }

  /// @param salt this one and the next differ from those of the table's other columns
  static EventColumn chosen(String name, int salt, Chosen chosen) {
    return new EventColumn(
        required(name, SimpleType.BIGINT),
        Double.POSITIVE_INFINITY,
        (_, seed, events, count) -> {
          Draw choice = Draw.of(seed, salt);
          Draw draw = Draw.of(seed, salt + 1);
          long[] values = new long[count];
          for (int i = 0; i < count; i++) {
            values[i] = chosen.of(events[i], choice, draw);
          }
          return new LongColumn(count, values, null);
        });
  }

  /// The time of the event.
  static EventColumn time(String name) {
    return new EventColumn(
        required(name, TIME),
        Double.POSITIVE_INFINITY,
        (clock, _, events, count) -> {
          long[] values = new long[count];
          for (int i = 0; i < count; i++) {
            values[i] = clock.micros(events[i]);
          }
          return new LongColumn(count, values, null);
        });
  }

  /// One of few words, as a dictionary.
  static EventColumn word(String name, int salt, BytesColumn words) {
    return new EventColumn(
        required(name, SimpleType.VARCHAR),
        words.length(),
        (_, seed, events, count) -> {
          Draw draw = Draw.of(seed, salt);
          int[] ids = new int[count];
          for (int i = 0; i < count; i++) {
            ids[i] = (int) draw.below(events[i], words.length());
          }
          return new DictionaryColumn(count, ids, words, null);
        });
  }

  /// @param maxBytes of one text
  static EventColumn text(String name, int salt, int maxBytes, Text text) {
    return new EventColumn(
        required(name, SimpleType.VARCHAR),
        Double.POSITIVE_INFINITY,
        (_, seed, events, count) -> {
          Draw draw = Draw.of(seed, salt);
          int[] offsets = new int[count + 1];
          byte[] bytes = new byte[count * maxBytes];
          for (int i = 0; i < count; i++) {
            offsets[i + 1] = text.put(events[i], draw.bits(events[i]), bytes, offsets[i]);
          }
          return new BytesColumn(count, offsets, bytes, null);
        });
  }

  /// Random letters, `least..most` of them.
  static EventColumn letters(String name, int salt, int least, int most) {
    return text(
        name,
        salt,
        most,
        (_, bits, target, at) -> {
          int length = least + (int) Math.unsignedMultiplyHigh(bits, most - least + 1L);
          return LetterBlock.put(bits, length, target, at);
        });
  }
}
