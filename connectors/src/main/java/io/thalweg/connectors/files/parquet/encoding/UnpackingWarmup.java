package io.thalweg.connectors.files.parquet.encoding;

/// Gets the Vector API form of bit-unpacking compiled and then switches to it: uncompiled it is far
/// slower than the scalar loop that a process starts with. Run once, in a thread of low priority,
/// by a process that lives longer than one query.
public final class UnpackingWarmup implements Runnable {
  private static final int CALLS = 20_000;
  private static final int VALUES = 256;
  private static final int WIDTHS = 16;

  @Override
  public void run() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
        || !VectorBitUnpacker.WORTHWHILE) {
      return;
    }
    BitUnpacker vectors = new VectorBitUnpacker();
    byte[] page = new byte[VALUES * Integer.BYTES];
    int[] out = new int[VALUES];
    for (int call = 0; call < CALLS && !Thread.currentThread().isInterrupted(); call++) {
      vectors.unpack(page, 0, 1 + call % WIDTHS, 0, out, 0, VALUES);
    }
    HybridDecoder.use(vectors);
  }
}
