import { describe, expect, it } from "vitest";
import { FakeHost } from "../host/fake";
import type { Host } from "../host/host";
import { sample } from "../test/show";
import { Session } from "./session.svelte";

describe("the session", () => {
  it("never lets an older view replace a newer one", async () => {
    const host = new FakeHost({ ...sample("your-shop-empty"), rev: 7 });
    const session = new Session(host);
    await session.start();
    host.play({ ...sample("welcome"), rev: 6 });
    expect(session.view?.rev).toBe(7);
    host.play({ ...sample("welcome"), rev: 8 });
    expect(session.view?.rev).toBe(8);
  });

  it("keeps a view that came before the snapshot and is newer", async () => {
    const newer = { ...sample("your-shop-found"), rev: 9 };
    const host: Host = {
      dispatch: () => Promise.resolve(),
      onView: (callback) => {
        callback(newer);
        return Promise.resolve(() => {});
      },
      snapshot: () => Promise.resolve({ ...sample("starting"), rev: 1 }),
    };
    const session = new Session(host);
    await session.start();
    expect(session.view).toEqual(newer);
  });

  it("says that the host is lost instead of throwing", async () => {
    const host = new FakeHost(sample("welcome"));
    host.dispatch = () => Promise.reject(new Error("gone"));
    const session = new Session(host);
    await session.ask({ kind: "connectShop" });
    expect(session.lost).toBe(true);
    expect(session.sending).toBe(false);
  });
});
