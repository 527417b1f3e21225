package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// Snappy blocks from array to array, one or two at a time.
///
/// Columnar data gives elements of a few bytes, mostly a short literal and a copy in turns. What
/// they cost is not moving bytes but waiting: where an element begins is known only when the one
/// before is understood, and a wrong guess of the kind of copy costs more than the copy. So lengths
/// and distances come from a table, without branches, bytes move in unconditional steps that may
/// run past their end, and two blocks are decoded in turns, each in the time that the other waits.
///
/// The loop's body stands here once per block: positions that live in an object's fields or packed
/// in one word instead of in registers make it slower by half.
public final class SnappyDecoder {
  /// Spare bytes that input and output arrays need behind the data; those of the input are written.
  public static final int SLACK = 64;

  private static final int WORD = 8;

  /// The longest literal that is moved in one step, and the longest that is in the word of its tag
  /// together with the whole of a copy behind it.
  private static final int SHORT_LITERAL = 16;

  private static final int LITERAL_WITH_COPY = 4;
  private static final int MAX_INLINE_LITERAL = 60;

  /// The longest copy that is moved in one step.
  private static final int SHORT_COPY = 32;

  private static final int[] TRAILER_MASK = {0, 0xff, 0xffff, 0xffffff, -1};

  /// By tag of a copy with one or two bytes of distance, from the lowest bit: its length in 8 bits,
  /// the upper bits of the distance where they stand in it, and in the upper half a mask of the
  /// bytes behind the tag that are the rest of it. Tags of other elements have no meaning here.
  private static final int[] COPIES = new int[256];

  static {
    for (int tag = 0; tag < COPIES.length; tag++) {
      COPIES[tag] =
          (tag & 3) == 1
              ? 0xff << 16 | (tag & 0xe0) << 3 | 4 + (tag >>> 2 & 7)
              : 0xffff << 16 | 1 + (tag >>> 2);
    }
  }

  private SnappyDecoder() {}

  /// What to decompress: `in[from..to)` to `out[outFrom..outFrom + size)`.
  ///
  /// @param size what the block must decompress to
  /// @param words whether the values are 4 or 8 bytes wide: then few copies are longer than a word,
  ///   and asking is cheaper than moving more; the lengths in text cannot be guessed
  public record Block(
      byte[] in, int from, int to, byte[] out, int outFrom, int size, boolean words) {
    int outTo() {
      return outFrom + size;
    }

    int step() {
      return words ? WORD : 0;
    }
  }

  /// @throws io.thalweg.core.error.ThalwegException FILE_CORRUPT when the block does not decompress
  ///   to its size
  public static void decode(Block block) {
    finish(block, start(block), block.outFrom());
  }

  /// Decompresses two blocks of [Block#words] at once, each to the start of an array of its own.
  /// Text takes no less time that way: its decoder waits for wrong guesses, not for loads.
  ///
  /// @throws io.thalweg.core.error.ThalwegException FILE_CORRUPT when one of them does not
  ///   decompress to its size
  public static void decode(Block first, Block second) {
    if ((first.outFrom() | second.outFrom()) != 0 || !first.words() || !second.words()) {
      throw new IllegalArgumentException("two blocks at once hold words and begin their arrays");
    }
    byte[] inA = first.in();
    byte[] outA = first.out();
    int toA = first.to();
    int outToA = first.size();
    int ipA = start(first);
    int opA = 0;
    byte[] inB = second.in();
    byte[] outB = second.out();
    int toB = second.to();
    int outToB = second.size();
    int ipB = start(second);
    int opB = 0;
    while (ipA < toA && ipB < toB) {
      long wordA = Words.getLong(inA, ipA);
      int tagA = (int) wordA & 0xff;
      if ((tagA & 3) == 0) {
        int length = (tagA >>> 2) + 1;
        if (length <= LITERAL_WITH_COPY) {
          Words.putLong(outA, opA, wordA >>> 8);
          ipA += length + 1;
          opA += length;
          wordA = behindLiteral(wordA, tagA);
          tagA = (int) wordA & 0xff;
        } else if (length <= SHORT_LITERAL) {
          moveLiteral(inA, ipA + 1, outA, opA);
          ipA += length + 1;
          opA += length;
          wordA = Words.getLong(inA, ipA);
          tagA = (int) wordA & 0xff;
        } else {
          long next = element(inA, ipA, toA, outA, 0, opA, outToA);
          ipA = input(next);
          opA = output(next);
        }
      }
      if ((tagA + 1 & 2) != 0) {
        int length = length(tagA);
        int distance = distance(wordA, tagA);
        if ((distance - WORD | opA - distance | SHORT_COPY - length) >= 0) {
          ipA += 1 + (tagA & 3);
          moveWord(outA, opA - distance, opA, length);
          opA += length;
        } else {
          long next = element(inA, ipA, toA, outA, 0, opA, outToA);
          ipA = input(next);
          opA = output(next);
        }
      } else if ((tagA & 3) != 0) {
        long next = element(inA, ipA, toA, outA, 0, opA, outToA);
        ipA = input(next);
        opA = output(next);
      }
      long wordB = Words.getLong(inB, ipB);
      int tagB = (int) wordB & 0xff;
      if ((tagB & 3) == 0) {
        int length = (tagB >>> 2) + 1;
        if (length <= LITERAL_WITH_COPY) {
          Words.putLong(outB, opB, wordB >>> 8);
          ipB += length + 1;
          opB += length;
          wordB = behindLiteral(wordB, tagB);
          tagB = (int) wordB & 0xff;
        } else if (length <= SHORT_LITERAL) {
          moveLiteral(inB, ipB + 1, outB, opB);
          ipB += length + 1;
          opB += length;
          wordB = Words.getLong(inB, ipB);
          tagB = (int) wordB & 0xff;
        } else {
          long next = element(inB, ipB, toB, outB, 0, opB, outToB);
          ipB = input(next);
          opB = output(next);
        }
      }
      if ((tagB + 1 & 2) != 0) {
        int length = length(tagB);
        int distance = distance(wordB, tagB);
        if ((distance - WORD | opB - distance | SHORT_COPY - length) >= 0) {
          ipB += 1 + (tagB & 3);
          moveWord(outB, opB - distance, opB, length);
          opB += length;
        } else {
          long next = element(inB, ipB, toB, outB, 0, opB, outToB);
          ipB = input(next);
          opB = output(next);
        }
      } else if ((tagB & 3) != 0) {
        long next = element(inB, ipB, toB, outB, 0, opB, outToB);
        ipB = input(next);
        opB = output(next);
      }
    }
    finish(first, ipA, opA);
    finish(second, ipB, opB);
  }

  /// Decodes what is left of a block.
  private static void finish(Block block, int input, int output) {
    byte[] in = block.in();
    byte[] out = block.out();
    int from = block.outFrom();
    int to = block.to();
    int outTo = block.outTo();
    int step = block.step();
    int ip = input;
    int op = output;
    while (ip < to) {
      long word = Words.getLong(in, ip);
      int tag = (int) word & 0xff;
      if ((tag & 3) == 0) {
        int length = (tag >>> 2) + 1;
        if (length <= LITERAL_WITH_COPY) {
          Words.putLong(out, op, word >>> 8);
          ip += length + 1;
          op += length;
          word = behindLiteral(word, tag);
          tag = (int) word & 0xff;
        } else if (length <= SHORT_LITERAL) {
          moveLiteral(in, ip + 1, out, op);
          ip += length + 1;
          op += length;
          word = Words.getLong(in, ip);
          tag = (int) word & 0xff;
        } else {
          long next = element(in, ip, to, out, from, op, outTo);
          ip = input(next);
          op = output(next);
        }
      }
      if ((tag + 1 & 2) != 0) {
        int length = length(tag);
        int distance = distance(word, tag);
        if ((distance - WORD | op - from - distance | SHORT_COPY - length) >= 0) {
          ip += 1 + (tag & 3);
          move(out, op - distance, op, length, step);
          op += length;
        } else {
          long next = element(in, ip, to, out, from, op, outTo);
          ip = input(next);
          op = output(next);
        }
      } else if ((tag & 3) != 0) {
        long next = element(in, ip, to, out, from, op, outTo);
        ip = input(next);
        op = output(next);
      }
    }
    if (ip != to || op != outTo) {
      throw corrupt();
    }
  }

  /// Where the first element begins, behind the block's own length.
  private static int start(Block block) {
    byte[] in = block.in();
    int ip = block.from();
    long declared = 0;
    int shift = 0;
    byte b;
    do {
      if (ip >= block.to() || shift > 28) {
        throw corrupt();
      }
      b = in[ip++];
      declared |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    if (declared != block.size()
        || block.to() > in.length - SLACK
        || block.size() > block.out().length - SLACK - block.outFrom()) {
      throw corrupt();
    }
    // A literal at the end must not be followed by what looks like a copy.
    Words.putLong(in, block.to(), 0);
    return ip;
  }

  private static int length(int tag) {
    return COPIES[tag] & 0xff;
  }

  /// @param word begins with the tag
  private static int distance(long word, int tag) {
    int copy = COPIES[tag];
    return ((int) (word >>> 8) & copy >>> 16) + (copy & 0x700);
  }

  private static void moveLiteral(byte[] in, int from, byte[] out, int to) {
    Words.putLong(out, to, Words.getLong(in, from));
    Words.putLong(out, to + WORD, Words.getLong(in, from + WORD));
  }

  /// @param step copies of at most so many bytes move one word
  private static void move(byte[] out, int from, int to, int length, int step) {
    Words.putLong(out, to, Words.getLong(out, from));
    if (length > step) {
      Words.putLong(out, to + WORD, Words.getLong(out, from + WORD));
      if (length > 2 * WORD) {
        Words.putLong(out, to + 2 * WORD, Words.getLong(out, from + 2 * WORD));
        Words.putLong(out, to + 3 * WORD, Words.getLong(out, from + 3 * WORD));
      }
    }
  }

  /// As [#move] with a step of one word. A method of its own, for what is measured of its branches
  /// while it is interpreted decides how the loop is compiled.
  private static void moveWord(byte[] out, int from, int to, int length) {
    Words.putLong(out, to, Words.getLong(out, from));
    if (length > WORD) {
      Words.putLong(out, to + WORD, Words.getLong(out, from + WORD));
      if (length > 2 * WORD) {
        Words.putLong(out, to + 2 * WORD, Words.getLong(out, from + 2 * WORD));
        Words.putLong(out, to + 3 * WORD, Words.getLong(out, from + 3 * WORD));
      }
    }
  }

  /// The word without the literal that it begins with: a shift is sooner done than another load.
  private static long behindLiteral(long word, int tag) {
    return word >>> (tag << 1) + 16;
  }

  /// Both positions in one word: the input's above the output's.
  private static long state(int input, int output) {
    return (long) input << 32 | output;
  }

  private static int input(long state) {
    return (int) (state >>> 32);
  }

  private static int output(long state) {
    return (int) state;
  }

  /// Any one element, at `in[at]` of a block up to `to`; the positions behind it.
  ///
  /// One method on purpose: as several small ones the compiler puts them into the loops above, in
  /// each place, and the loops lose the registers they live on.
  ///
  /// @param first where the block's bytes begin in `out`; `outTo` is behind its last
  private static long element(byte[] in, int at, int to, byte[] out, int first, int op, int outTo) {
    int tag = in[at] & 0xff;
    int ip = at + 1;
    int following = Words.getInt(in, ip);
    int length = (tag >>> 2) + 1;
    if ((tag & 3) == 0) {
      if (length > MAX_INLINE_LITERAL) {
        int bytes = length - MAX_INLINE_LITERAL;
        length = (following & TRAILER_MASK[bytes]) + 1;
        ip += bytes;
      }
      if (length <= 0 || length > to - ip || length > outTo - op) {
        throw corrupt();
      }
      System.arraycopy(in, ip, out, op, length);
      return state(ip + length, op + length);
    }
    int distance;
    if ((tag & 3) == 1) {
      ip++;
      distance = following & 0xff | (tag & 0xe0) << 3;
      length = 4 + (tag >>> 2 & 7);
    } else if ((tag & 3) == 2) {
      ip += 2;
      distance = following & 0xffff;
    } else {
      ip += 4;
      distance = following;
    }
    if (distance <= 0 || distance > op - first || length > outTo - op) {
      throw corrupt();
    }
    int from = op - distance;
    if (distance >= WORD) {
      for (int done = 0; done < length; done += 2 * WORD) {
        Words.putLong(out, op + done, Words.getLong(out, from + done));
        Words.putLong(out, op + done + WORD, Words.getLong(out, from + done + WORD));
      }
    } else {
      for (int done = 0; done < length; done++) {
        out[op + done] = out[from + done];
      }
    }
    return state(ip, op + length);
  }

  private static RuntimeException corrupt() {
    return ParquetErrors.corrupt("a page does not decompress as Snappy");
  }
}
