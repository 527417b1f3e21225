package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Codec;
import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.codec.PageArrays;
import io.thalweg.connectors.files.parquet.encoding.Encoding;
import io.thalweg.connectors.files.parquet.encoding.HybridDecoder;
import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.PageHeader;
import io.thalweg.connectors.files.parquet.format.PageHeaderReader;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.core.data.FlatColumn;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Steps over the pages of one column chunk. Headers are read when stepped to; a page is
/// decompressed only when it is loaded, so that skipped pages cost next to nothing. Where page
/// after page is loaded, two Snappy pages are decompressed at once, which takes less time than one
/// after the other.
final class PageReader {
  private static final long LENGTH_TOLERANCE = 100;
  private static final int VALUE_BYTES = 16;

  /// The largest page that is decompressed before it is asked for.
  private static final int MAX_AHEAD = 4 << 20;

  private static final int NOWHERE = -1;

  private final MemorySegment chunk;
  private final LeafColumn leaf;
  private final ChunkMetadata metadata;
  private final Codec codec;

  /// Whether the values are 4 or 8 bytes wide.
  private final boolean words;

  private final Decompressor decompressor;
  private final PageBuffer buffer;
  private final PageHeaderReader headers;
  private int position;

  /// Where the page that was stepped to last begins, and which page of the chunk it is.
  private int pageStart;

  private int pageOrdinal = NOWHERE;
  private long valuesLeft;
  private @Nullable PageHeader current;
  private int currentBody;

  /// The body of the page in the buffer's second array.
  private int aheadBody = NOWHERE;

  /// A header read before its page was stepped to, and where it stands.
  private @Nullable PageHeader peeked;

  private int peekedAt = NOWHERE;

  /// Whether the page before the current one, if any, and the current one were loaded.
  private boolean previousLoaded = true;

  private boolean currentLoaded = true;
  private @Nullable PageHeader dictionaryHeader;
  private int dictionaryStart;
  private int dictionaryBody;
  private @Nullable FlatColumn dictionary;

  /// Stays true when the dictionary cannot be read.
  private boolean readingDictionary;

  PageReader(
      MemorySegment file,
      LeafColumn leaf,
      ChunkMetadata metadata,
      Decompressor decompressor,
      PageBuffer buffer) {
    if (metadata.length() > Integer.MAX_VALUE - LENGTH_TOLERANCE) {
      throw ParquetErrors.unsupported(
          "column chunks above 2 GiB cannot be read; write smaller row groups");
    }
    this.chunk = pages(file, metadata);
    this.leaf = leaf;
    this.metadata = metadata;
    this.codec = Codec.of(metadata.codec());
    this.words =
        switch (leaf.physical()) {
          case INT32, FLOAT, INT64, DOUBLE -> true;
          case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
        };
    this.decompressor = decompressor;
    this.buffer = buffer;
    this.headers = new PageHeaderReader(chunk.asByteBuffer());
    this.valuesLeft = metadata.values();
  }

  /// The bytes of all pages and a little more, because older writers left the dictionary's header
  /// out of the length; a chunk without values has none.
  private static MemorySegment pages(MemorySegment file, ChunkMetadata metadata) {
    if (metadata.values() == 0) {
      return file.asSlice(0, 0);
    }
    long length =
        Math.min(metadata.length() + LENGTH_TOLERANCE, file.byteSize() - metadata.start());
    return file.asSlice(metadata.start(), length);
  }

  /// Where in the file reading is, for errors: the page and the byte its header begins at.
  String place() {
    return (readingDictionary ? "dictionary page" : "page " + Math.max(0, pageOrdinal))
        + " at byte "
        + (metadata.start() + (readingDictionary ? dictionaryStart : pageStart));
  }

  /// Steps to the next data page and returns its level entries, at least one; 0 when the chunk has
  /// no more.
  int next() {
    current = null;
    while (valuesLeft > 0) {
      pageStart = position;
      pageOrdinal++;
      PageHeader header = header();
      int body = position + header.headerSize();
      if (header.compressedSize() > chunk.byteSize() - body) {
        throw ParquetErrors.corrupt("a page runs over the end of its column chunk");
      }
      position = body + header.compressedSize();
      switch (header.type()) {
        case DICTIONARY -> setDictionary(header, body);
        case INDEX -> {
          // Never written by anyone; nothing in it is needed.
        }
        case DATA, DATA_V2 -> {
          if (header.numValues() < 0 || header.numValues() > valuesLeft) {
            throw ParquetErrors.corrupt(
                "a page of " + header.numValues() + " values where " + valuesLeft + " are left");
          }
          if (header.numValues() > 0) {
            valuesLeft -= header.numValues();
            previousLoaded = currentLoaded;
            currentLoaded = false;
            current = header;
            currentBody = body;
            return header.numValues();
          }
        }
      }
    }
    return 0;
  }

  /// The header at the position.
  private PageHeader header() {
    PageHeader known = peeked;
    if (known == null || peekedAt != position) {
      known = headers.read(position);
      peeked = known;
      peekedAt = position;
    }
    return known;
  }

  private void setDictionary(PageHeader header, int body) {
    if (dictionaryHeader != null) {
      throw ParquetErrors.corrupt("a column chunk has two dictionaries");
    }
    dictionaryHeader = header;
    dictionaryStart = pageStart;
    dictionaryBody = body;
  }

  /// Whether the values of the current page are ids of the dictionary.
  boolean isDictionaryPage() {
    return current != null && Encoding.of(current.encoding()).isDictionary();
  }

  /// The entries of the chunk's dictionary page; -1 when it has not shown one yet.
  int dictionarySize() {
    return dictionaryHeader == null ? -1 : dictionaryHeader.numValues();
  }

  /// The dictionary as a column; decoded once.
  FlatColumn dictionary() {
    if (dictionary == null) {
      dictionary = readDictionary();
    }
    return dictionary;
  }

  private FlatColumn readDictionary() {
    PageHeader header = dictionaryHeader;
    if (header == null) {
      throw ParquetErrors.corrupt("dictionary ids without a dictionary");
    }
    readingDictionary = true;
    Encoding encoding = Encoding.of(header.encoding());
    if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
      throw ParquetErrors.corrupt("a dictionary in encoding " + encoding);
    }
    int size = header.uncompressedSize();
    int count = header.numValues();
    if (count < 0 || (long) count * leastBytes() > size) {
      throw ParquetErrors.corrupt("a dictionary of " + size + " bytes claims " + count + " values");
    }
    checkPage(header, dictionaryBody, header.compressedSize(), size);
    // The stored page and the values made of it.
    buffer.reserveDictionary(2L * size + (long) VALUE_BYTES * count);
    // Not the page buffer: a page may be in it.
    byte[] page = PageArrays.SHARED.take(Math.addExact(size, Decompressor.SLACK));
    decompressor.decompress(
        codec, body(dictionaryBody, header.compressedSize()), page, 0, size, words);
    FlatColumn values =
        ValueReader.of(leaf)
            .read(
                Encoding.PLAIN.decoder(leaf.physical(), leaf.width(), page, 0, size),
                count,
                count,
                null);
    PageArrays.SHARED.giveBack(page);
    readingDictionary = false;
    return values;
  }

  private int leastBytes() {
    return switch (leaf.physical()) {
      case BOOLEAN -> throw ParquetErrors.corrupt("a dictionary of booleans");
      case INT32, FLOAT, BYTE_ARRAY -> 4;
      case INT64, DOUBLE -> 8;
      case INT96, FIXED_LEN_BYTE_ARRAY -> Math.max(1, leaf.width());
    };
  }

  /// Decompresses the current page and lays decoders over it.
  DataPage load() {
    PageHeader header = java.util.Objects.requireNonNull(current);
    currentLoaded = true;
    return header.type() == PageHeader.Type.DATA ? loadV1(header) : loadV2(header);
  }

  private DataPage loadV1(PageHeader header) {
    int size = header.uncompressedSize();
    byte[] page = bytesV1(header, size);
    int at = 0;
    HybridDecoder repetition = null;
    if (leaf.maxRepetition() > 0) {
      repetition = levelsV1(page, at, size, leaf.maxRepetition(), header.repetitionEncoding());
      at += Integer.BYTES + Words.getInt(page, at);
    }
    HybridDecoder definition = null;
    if (leaf.maxDefinition() > 0) {
      definition = levelsV1(page, at, size, leaf.maxDefinition(), header.definitionEncoding());
      at += Integer.BYTES + Words.getInt(page, at);
    }
    return page(header, repetition, definition, page, at, size);
  }

  private byte[] bytesV1(PageHeader header, int size) {
    if (currentBody == aheadBody) {
      return buffer.stepAhead();
    }
    checkPage(header, currentBody, header.compressedSize(), size);
    byte[] page = buffer.withRoomFor(size);
    MemorySegment stored = body(currentBody, header.compressedSize());
    boolean pairs = words && codec == Codec.SNAPPY && previousLoaded;
    if (!pairs || !decompressedWithNext(stored, page, size)) {
      decompressor.decompress(codec, stored, page, 0, size, words);
    }
    return page;
  }

  /// Decompresses the current page and the one behind it. False when there is none that is like it,
  /// or something is wrong with one of them: whose fault it is shows when they are read alone.
  private boolean decompressedWithNext(MemorySegment stored, byte[] page, int size) {
    if (valuesLeft == 0) {
      return false;
    }
    try {
      PageHeader next = header();
      int body = position + next.headerSize();
      int nextSize = next.uncompressedSize();
      if (next.type() != PageHeader.Type.DATA || nextSize > MAX_AHEAD) {
        return false;
      }
      checkPage(next, body, next.compressedSize(), nextSize);
      byte[] ahead = buffer.aheadWithRoomFor(nextSize);
      if (ahead == null) {
        return false;
      }
      decompressor.decompressSnappy(
          stored, page, size, body(body, next.compressedSize()), ahead, nextSize);
      aheadBody = body;
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static HybridDecoder levelsV1(byte[] page, int at, int end, int maxLevel, int encoding) {
    if (Encoding.of(encoding) == Encoding.BIT_PACKED) {
      throw ParquetErrors.unsupported(
          "BIT_PACKED levels are not supported; write the file with a writer of this decade");
    }
    int length = end - at < Integer.BYTES ? -1 : Words.getInt(page, at);
    if (length < 0 || length > end - at - Integer.BYTES) {
      throw ParquetErrors.corrupt("the levels of a page do not fit in it");
    }
    int from = at + Integer.BYTES;
    return new HybridDecoder(page, from, from + length, width(maxLevel));
  }

  private DataPage loadV2(PageHeader header) {
    int repetitionSize = header.repetitionSize();
    int levels = repetitionSize + header.definitionSize();
    int size = header.uncompressedSize();
    int stored = header.compressedSize() - levels;
    if (repetitionSize < 0
        || header.definitionSize() < 0
        || levels < 0
        || stored < 0
        || levels > size) {
      throw ParquetErrors.corrupt("the levels of a page do not fit in it");
    }
    Codec pageCodec = header.compressed() ? codec : Codec.UNCOMPRESSED;
    checkPage(header, currentBody, stored, size - levels);
    byte[] page = buffer.withRoomFor(size);
    decompressor.decompress(Codec.UNCOMPRESSED, body(currentBody, levels), page, 0, levels, false);
    // An empty body is stored as nothing at all by some writers.
    if (size > levels) {
      decompressor.decompress(
          pageCodec, body(currentBody + levels, stored), page, levels, size - levels, words);
    }
    HybridDecoder repetition =
        leaf.maxRepetition() == 0
            ? null
            : new HybridDecoder(page, 0, repetitionSize, width(leaf.maxRepetition()));
    HybridDecoder definition =
        leaf.maxDefinition() == 0
            ? null
            : new HybridDecoder(page, repetitionSize, levels, width(leaf.maxDefinition()));
    return page(header, repetition, definition, page, levels, size);
  }

  private DataPage page(
      PageHeader header,
      @Nullable HybridDecoder repetition,
      @Nullable HybridDecoder definition,
      byte[] page,
      int from,
      int to) {
    Encoding encoding = Encoding.of(header.encoding());
    return new DataPage(
        header.numValues(),
        encoding,
        repetition,
        definition,
        encoding.decoder(leaf.physical(), leaf.width(), page, from, to));
  }

  private MemorySegment body(int from, int length) {
    return chunk.asSlice(from, length);
  }

  /// Refuses sizes that cannot be, before anything is allocated for them, and wrong checksums.
  private void checkPage(PageHeader header, int body, int stored, int size) {
    long most = metadata.uncompressedLength();
    if (most > 0 && size > most) {
      throw ParquetErrors.corrupt(
          "a page of " + size + " bytes in a column chunk of " + most + " bytes");
    }
    boolean plain = header.type() == PageHeader.Type.DATA_V2 && !header.compressed();
    Codec stage = plain ? Codec.UNCOMPRESSED : codec;
    Decompressor.checkSize(stage, stored, size);
    Integer expected = header.crc();
    if (expected != null) {
      CRC32 crc = new CRC32();
      crc.update(body(body, header.compressedSize()).asByteBuffer());
      if ((int) crc.getValue() != expected) {
        throw ParquetErrors.corrupt("a page's checksum does not match");
      }
    }
  }

  /// Bits of levels up to `maxLevel`.
  private static int width(int maxLevel) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel);
  }
}
