package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// UUID to and from its 16 bytes.
final class UuidCasts {
  private static final int BYTES = 16;

  private UuidCasts() {}

  static @Nullable Kernel of(SimpleType from, DataType to) {
    if (from == SimpleType.UUID) {
      return to == SimpleType.VARBINARY ? UuidCasts::toBytes : null;
    }
    return to == SimpleType.UUID ? UuidCasts::fromBytes : null;
  }

  private static FlatColumn toBytes(FlatColumn[] arguments, int rows) {
    Int128Column uuids = Storage.wide(arguments[0]);
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows, BYTES));
    int[] offsets = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      bytes.putLong(uuids.high()[i]).putLong(uuids.low()[i]);
      offsets[i + 1] = bytes.position();
    }
    return new BytesColumn(rows, offsets, bytes.array(), uuids.validity());
  }

  private static FlatColumn fromBytes(FlatColumn[] arguments, int rows) {
    BytesColumn bytes = Storage.bytes(arguments[0]);
    ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes());
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      int from = bytes.offsets()[i];
      int length = bytes.offsets()[i + 1] - from;
      if (bytes.isNull(i)) {
        continue;
      }
      if (length != BYTES) {
        throw Failure.cast(length + " bytes", SimpleType.VARBINARY, SimpleType.UUID, "; it has 16");
      }
      high[i] = buffer.getLong(from);
      low[i] = buffer.getLong(from + Long.BYTES);
    }
    return new Int128Column(rows, high, low, bytes.validity());
  }
}
