/** A PDF around JPEG pages as they are: no byte of a picture changes, so nothing is lost and nothing takes long. */

export interface PdfPage {
  jpeg: Uint8Array;
  /** Pixels, before it is turned. */
  width: number;
  height: number;
  components: 1 | 3;
  /** Degrees clockwise that it is shown turned by. */
  turned: 0 | 90 | 180 | 270;
}

/** Long side of a page in points: that of A4, so that readers render the picture at about its own size. */
const LONG_SIDE_POINTS = 842;

class Writer {
  private readonly pieces: Uint8Array[] = [];
  private readonly offsets: number[] = [];
  private length = 0;
  private readonly encoder = new TextEncoder();

  write(piece: string | Uint8Array): void {
    const bytes = typeof piece === "string" ? this.encoder.encode(piece) : piece;
    this.pieces.push(bytes);
    this.length += bytes.length;
  }

  /** Objects are numbered from 1 in the order they are written. */
  object(dictionary: string, stream?: Uint8Array): void {
    this.offsets.push(this.length);
    this.write(`${this.offsets.length} 0 obj\n${dictionary}\n`);
    if (stream) {
      this.write("stream\n");
      this.write(stream);
      this.write("\nendstream\n");
    }
    this.write("endobj\n");
  }

  /** Cross-reference table and trailer (ISO 32000-1, 7.5.4 and 7.5.5). */
  finish(): Uint8Array {
    const start = this.length;
    const entries = this.offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
    const size = this.offsets.length + 1;
    this.write(`xref\n0 ${size}\n0000000000 65535 f \n${entries.join("")}`);
    this.write(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}

export function pdfOf(pages: readonly PdfPage[]): Uint8Array {
  const writer = new Writer();
  // The second line tells programs that the file is not text.
  writer.write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
  const numbers = pages.map((_, index) => 3 + index * 3);
  writer.object("<< /Type /Catalog /Pages 2 0 R >>");
  const kids = numbers.map((number) => `${number} 0 R`).join(" ");
  writer.object(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  pages.forEach((page, index) => writePage(writer, page, numbers[index] ?? 0));
  return writer.finish();
}

function writePage(writer: Writer, page: PdfPage, number: number): void {
  const { jpeg, width, height, components, turned } = page;
  const scale = LONG_SIDE_POINTS / Math.max(width, height);
  const [across, down] = [(width * scale).toFixed(2), (height * scale).toFixed(2)];
  writer.object(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Rotate ${turned} ` +
      `/Resources << /XObject << /Page ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
  );
  const drawing = new TextEncoder().encode(`q ${across} 0 0 ${down} 0 0 cm /Page Do Q`);
  writer.object(`<< /Length ${drawing.length} >>`, drawing);
  const colours = components === 1 ? "/DeviceGray" : "/DeviceRGB";
  writer.object(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${colours} ` +
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
    jpeg,
  );
}
