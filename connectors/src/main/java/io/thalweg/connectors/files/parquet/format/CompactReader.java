package io.thalweg.connectors.files.parquet.format;

import java.nio.ByteBuffer;

/// Thrift's compact protocol, field by field, for structures that come from a mapped file: nothing
/// here allocates by a declared length, and nesting is bounded. Not thread-safe.
abstract class CompactReader {
  static final int TRUE = 1;
  static final int LIST = 9;
  static final int STRUCT = 12;

  private static final int FALSE = 2;
  private static final int MAX_DEPTH = 16;

  private final ByteBuffer in;
  private int fieldType;

  CompactReader(ByteBuffer in) {
    this.in = in;
  }

  final int position() {
    return in.position();
  }

  final void position(int position) {
    in.position(position);
  }

  /// The wire type of the field that [#nextField] stepped to.
  final int fieldType() {
    return fieldType;
  }

  final void require(int wireType) {
    if (fieldType != wireType) {
      throw ParquetErrors.corrupt("the structure has a field of the wrong type");
    }
  }

  /// Passes over the value of the current field.
  final void skipField() {
    skip(fieldType, 0);
  }

  /// The number of elements of the list that is the current field; each takes at least a byte.
  final int beginList() {
    require(LIST);
    return listSize(in.get() & 0xff);
  }

  final long readLong() {
    long value = readVarint();
    return value >>> 1 ^ -(value & 1);
  }

  final byte[] readBytes() {
    long length = readVarint();
    if (length < 0 || length > in.remaining()) {
      throw ParquetErrors.corrupt("the structure is cut off");
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  final byte readByte() {
    return in.get();
  }

  /// The next field's id, with its type in [#fieldType]; -1 at the end of the struct.
  final int nextField(int lastId) {
    int head = in.get() & 0xff;
    if (head == 0) {
      return -1;
    }
    fieldType = head & 15;
    int delta = head >>> 4;
    int id = delta != 0 ? lastId + delta : unzigzag(readVarint());
    return id < 0 ? Short.MAX_VALUE : id;
  }

  final int readInt() {
    if (fieldType != 5) {
      throw ParquetErrors.corrupt("the structure has a field of the wrong type");
    }
    return unzigzag(readVarint());
  }

  private static int unzigzag(long value) {
    return (int) (value >>> 1 ^ -(value & 1));
  }

  final long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw ParquetErrors.corrupt("the structure has an endless number");
  }

  private void skip(int wireType, int depth) {
    if (depth > MAX_DEPTH) {
      throw ParquetErrors.corrupt("the structure is nested too deeply");
    }
    switch (wireType) {
      case TRUE, FALSE -> {
        // The value is in the type.
      }
      case 3 -> advance(1);
      case 4, 5, 6 -> readVarint();
      case 7 -> advance(8);
      case 8 -> advance(readVarint());
      case 9, 10 -> skipList(depth);
      case STRUCT -> {
        int id = 0;
        while ((id = nextField(id)) >= 0) {
          skip(fieldType, depth + 1);
        }
      }
      default -> throw ParquetErrors.corrupt("the structure has an unknown wire type");
    }
  }

  private int listSize(int head) {
    long size = (long) head >>> 4;
    if (size == 15) {
      size = readVarint();
    }
    if (size < 0 || size > in.remaining()) {
      throw ParquetErrors.corrupt("the structure has a list longer than its bytes");
    }
    return (int) size;
  }

  private void skipList(int depth) {
    int head = in.get() & 0xff;
    int element = head & 15;
    int size = listSize(head);
    for (int i = 0; i < size; i++) {
      if (element == TRUE || element == FALSE) {
        advance(1);
      } else {
        skip(element, depth + 1);
      }
    }
  }

  private void advance(long bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw ParquetErrors.corrupt("the structure is cut off");
    }
    in.position(in.position() + (int) bytes);
  }
}
