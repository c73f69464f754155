// A network line that can be cut in the middle of a transfer: what Chromium's own "offline" leaves running.
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { address } from "./server.ts";

export class Line {
  private whole = true;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((near) => {
    if (!this.whole) return near.destroy();
    const [host, port] = address.split(":");
    const far = connect(Number(port), host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from
        .on("error", () => to.destroy())
        .on("close", () => {
          to.destroy();
          this.sockets.delete(from);
        });
      from.pipe(to);
    }
  });

  /** A line of its own to the server under test. */
  static async open(): Promise<Line> {
    const line = new Line();
    await new Promise<void>((done) => line.server.listen(0, "127.0.0.1", done));
    return line;
  }

  /** The site, seen through this line. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.whole = true;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}
