package io.thalweg.connectors.files.parquet;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/// One text for values that are equal, whatever the types two readers chose: numbers without
/// trailing zeros, times as microseconds, text and binary in hexadecimal, structs and maps as
/// lists.
final class PlainText {
  private PlainText() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Double number -> decimal(number);
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case String text -> "x" + hex(text.getBytes(StandardCharsets.UTF_8));
      case Text text -> "x" + hex(text.copyBytes());
      case byte[] bytes -> "x" + hex(bytes);
      case ByteBuffer bytes -> "x" + hex(bytes(bytes));
      case UUID uuid -> "x" + uuid.toString().replace("-", "");
      case LocalDate date -> Long.toString(date.toEpochDay());
      case LocalTime time -> Long.toString(time.toNanoOfDay() / 1000);
      case LocalDateTime time -> micros(time.toInstant(ZoneOffset.UTC));
      case Instant time -> micros(time);
      case Period months -> Long.toString(months.toTotalMonths());
      case Duration time -> micros(Instant.EPOCH.plus(time));
      case List<?> list ->
          list.stream().map(PlainText::of).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> "[" + of(entry.getKey()) + "," + of(entry.getValue()) + "]")
              .collect(Collectors.joining(",", "[", "]"));
      default -> value.toString();
    };
  }

  private static String decimal(double number) {
    return Double.isFinite(number) ? of(new BigDecimal(number)) : Double.toString(number);
  }

  private static String micros(Instant time) {
    return Long.toString(time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
