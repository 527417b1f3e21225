package io.thalweg.connectors.files.parquet.format;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads page headers: Thrift's compact protocol without objects for what is skipped.
///
/// Headers are read once per page, thousands of times per file, and come from a mapped file:
/// nothing here allocates by a declared length, and nesting is bounded. Not thread-safe.
public final class PageHeaderReader extends CompactReader {
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

  /// @param in the column chunk's bytes
  public PageHeaderReader(ByteBuffer in) {
    super(in);
  }

  /// The header that begins at `position`.
  public PageHeader read(int position) {
    position(position);
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
        position() - position,
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
        default -> skipField();
      }
    }
  }

  /// The struct of one page kind: 5 data page, 7 dictionary page, 8 data page V2.
  private void readPart(int part) {
    require(STRUCT);
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
      default -> skipField();
    }
  }

  private void readDictionaryField(int id) {
    switch (id) {
      case 1 -> numValues = readInt();
      case 2 -> encoding = readInt();
      default -> skipField();
    }
  }

  private void readDataV2Field(int id) {
    switch (id) {
      case 1 -> numValues = readInt();
      case 4 -> encoding = readInt();
      case 5 -> definitionSize = readInt();
      case 6 -> repetitionSize = readInt();
      case 7 -> compressed = fieldType() == TRUE;
      default -> skipField();
    }
  }
}
