package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.type.Layout;
import io.thalweg.core.type.SimpleType;

/// How integers that lie between two values are stored: in few bytes each, as distances from a
/// base.
///
/// @param bytes of each: 1, 2, 4 or 8; 0 when all of them are the base
/// @param base what is to be added to what is stored
record IntegerForm(int bytes, long base) {

  /// The narrowest for values from `min` to `max`.
  static IntegerForm of(long min, long max) {
    long distance = max - min;
    if (distance == 0) {
      return new IntegerForm(0, min);
    }
    if (distance < 0 || distance >>> Integer.SIZE != 0) {
      return new IntegerForm(Long.BYTES, 0);
    }
    int bytes =
        distance >>> Short.SIZE != 0
            ? Integer.BYTES
            : distance >>> Byte.SIZE != 0 ? Short.BYTES : Byte.BYTES;
    long least = -1L << Byte.SIZE * bytes - 1;
    return new IntegerForm(bytes, min >= least && max <= ~least ? 0 : min - least);
  }

  /// The same where rows may be NULL: a column without values has no place to say which.
  IntegerForm nullable() {
    return bytes == 0 ? new IntegerForm(Byte.BYTES, base) : this;
  }

  boolean isNarrowerThan(Layout layout) {
    return switch (layout) {
      case INT -> bytes < Integer.BYTES;
      case LONG -> bytes < Long.BYTES;
      default -> true;
    };
  }

  /// What is stored is a column of this type.
  SimpleType type() {
    return switch (bytes) {
      case 0 -> SimpleType.NULL;
      case Byte.BYTES -> SimpleType.TINYINT;
      case Short.BYTES -> SimpleType.SMALLINT;
      case Integer.BYTES -> SimpleType.INTEGER;
      default -> SimpleType.BIGINT;
    };
  }
}
