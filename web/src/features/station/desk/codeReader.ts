// Reads codes from camera images; loaded only when a camera is switched on.
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) } });

const detector = new BarcodeDetector({ formats: ['qr_code', 'code_128'] });

/** The codes in the current frame. */
export async function readCodes(video: HTMLVideoElement): Promise<string[]> {
  const found = await detector.detect(video);
  return found.map(({ rawValue }) => rawValue).filter((text) => text !== '');
}
