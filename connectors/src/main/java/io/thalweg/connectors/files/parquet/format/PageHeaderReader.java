package io.thalweg.connectors.files.parquet.format;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads page headers: Thrift's compact protocol without objects for what is skipped.
///
/// Headers are read once per page, thousands of times per file, and come from a mapped file:
/// nothing here allocates by a declared length, and nesting is bounded. Not thread-safe.
public final class PageHeaderReader {
  private static final int MAX_DEPTH = 16;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int STRUCT = 12;

  private final ByteBuffer in;
  private int type;
  private int uncompressedSize;
  private int compressedSize;
  private @Nullable Integer crc;
  private int numValues;
  private int encoding;
  private int definitionEncoding;
  private int repetitionEncoding;
  private int definitionSize;
  private int repetitionSize;
  private boolean compressed;
  private int fieldType;

  /// @param in the column chunk's bytes
  public PageHeaderReader(ByteBuffer in) {
    this.in = in;
  }

  /// The header that begins at `position`.
  public PageHeader read(int position) {
    in.position(position);
    type = -1;
    uncompressedSize = -1;
    compressedSize = -1;
    crc = null;
    numValues = -1;
    encoding = -1;
    definitionEncoding = -1;
    repetitionEncoding = -1;
    definitionSize = -1;
    repetitionSize = -1;
    compressed = true;
    readPageHeader();
    PageHeader.Type kind = ParquetErrors.required(PageHeader.Type.of(type), "a page's type");
    if (uncompressedSize < 0 || compressedSize < 0) {
      throw ParquetErrors.corrupt("a page header has no valid sizes");
    }
    return new PageHeader(
        kind,
        in.position() - position,
        uncompressedSize,
        compressedSize,
        crc,
        numValues,
        encoding,
        definitionEncoding,
        repetitionEncoding,
        definitionSize,
        repetitionSize,
        compressed);
  }

  private void readPageHeader() {
    int id = 0;
    while ((id = nextField(id)) >= 0) {
      switch (id) {
        case 1 -> type = readInt();
        case 2 -> uncompressedSize = readInt();
        case 3 -> compressedSize = readInt();
        case 4 -> crc = readInt();
        case 5, 7, 8 -> readPart(id);
        default -> skip(fieldType, 0);
      }
    }
  }

  /// The struct of one page kind: 5 data page, 7 dictionary page, 8 data page V2.
  private void readPart(int part) {
    if (fieldType != STRUCT) {
      throw ParquetErrors.corrupt("a page header has a field of the wrong type");
    }
    int id = 0;
    while ((id = nextField(id)) >= 0) {
      switch (part) {
        case 5 -> readDataField(id);
        case 7 -> readDictionaryField(id);
        default -> readDataV2Field(id);
      }
    }
  }

  private void readDataField(int id) {
    switch (id) {
      case 1 -> numValues = readInt();
      case 2 -> encoding = readInt();
      case 3 -> definitionEncoding = readInt();
      case 4 -> repetitionEncoding = readInt();
      default -> skip(fieldType, 0);
    }
  }

  private void readDictionaryField(int id) {
    switch (id) {
      case 1 -> numValues = readInt();
      case 2 -> encoding = readInt();
      default -> skip(fieldType, 0);
    }
  }

  private void readDataV2Field(int id) {
    switch (id) {
      case 1 -> numValues = readInt();
      case 4 -> encoding = readInt();
      case 5 -> definitionSize = readInt();
      case 6 -> repetitionSize = readInt();
      case 7 -> compressed = fieldType == TRUE;
      default -> skip(fieldType, 0);
    }
  }

  /// The next field's id, with its type in [#fieldType]; -1 at the end of the struct.
  private int nextField(int lastId) {
    int head = in.get() & 0xff;
    if (head == 0) {
      return -1;
    }
    fieldType = head & 15;
    int delta = head >>> 4;
    int id = delta != 0 ? lastId + delta : unzigzag(readVarint());
    return id < 0 ? Short.MAX_VALUE : id;
  }

  private int readInt() {
    if (fieldType != 5) {
      throw ParquetErrors.corrupt("a page header has a field of the wrong type");
    }
    return unzigzag(readVarint());
  }

  private static int unzigzag(long value) {
    return (int) (value >>> 1 ^ -(value & 1));
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw ParquetErrors.corrupt("a page header has an endless number");
  }

  private void skip(int wireType, int depth) {
    if (depth > MAX_DEPTH) {
      throw ParquetErrors.corrupt("a page header is nested too deeply");
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
      default -> throw ParquetErrors.corrupt("a page header has an unknown wire type");
    }
  }

  private void skipList(int depth) {
    int head = in.get() & 0xff;
    long size = (long) head >>> 4;
    if (size == 15) {
      size = readVarint();
    }
    int element = head & 15;
    if (size < 0 || size > in.remaining()) {
      throw ParquetErrors.corrupt("a page header has a list longer than the column");
    }
    for (long i = 0; i < size; i++) {
      if (element == TRUE || element == FALSE) {
        advance(1);
      } else {
        skip(element, depth + 1);
      }
    }
  }

  private void advance(long bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw ParquetErrors.corrupt("a page header is cut off");
    }
    in.position(in.position() + (int) bytes);
  }
}
