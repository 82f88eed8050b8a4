import { describe, expect, it } from "vitest";
import { pressedBy, timeLeft } from "../../triggerpoints/ui/components/quizkeys/main.js";

const DATA = {
  step: "1",
  focus: "h1",
  next: ".next",
  answers: ".choice",
  answered: false,
  keys: /** @type {Record<string, string>} */ ({ r: ".reveal" }),
  seconds: 0,
};
const PAGE = { typedIn: false, pressed: false, onMap: false };

describe("keys of the quiz", () => {
  it("the figures press the answers, as far as there are answers", () => {
    expect(pressedBy({ key: "2" }, DATA, PAGE)).toEqual({ selector: ".choice", at: 1 });
    expect(pressedBy({ key: "0" }, DATA, PAGE)).toBeNull();
    expect(pressedBy({ key: "2" }, { ...DATA, answers: "" }, PAGE)).toBeNull();
  });

  it("Enter goes on, but leaves a button to itself and the map to the answer", () => {
    expect(pressedBy({ key: "Enter" }, DATA, PAGE)).toEqual({ selector: ".next", at: 0 });
    expect(pressedBy({ key: "Enter" }, DATA, { ...PAGE, pressed: true })).toBeNull();
    expect(pressedBy({ key: "Enter" }, DATA, { ...PAGE, onMap: true })).toBeNull();
    expect(pressedBy({ key: "Enter" }, { ...DATA, answered: true }, { ...PAGE, onMap: true })).not.toBeNull();
  });

  it("letters press their own button, large or small, and others nothing", () => {
    expect(pressedBy({ key: "R" }, DATA, PAGE)).toEqual({ selector: ".reveal", at: 0 });
    expect(pressedBy({ key: "x" }, DATA, PAGE)).toBeNull();
  });

  it("keys are left alone while something is typed, held, used up, or meant for the browser", () => {
    expect(pressedBy({ key: "2" }, DATA, { ...PAGE, typedIn: true })).toBeNull();
    for (const other of ["ctrlKey", "metaKey", "altKey", "repeat", "defaultPrevented"]) {
      expect(pressedBy({ key: "2", [other]: true }, DATA, PAGE)).toBeNull();
    }
  });

  it("the timer counts whole seconds down and says when time is over", () => {
    expect(timeLeft(75, 0)).toBe("1:15");
    expect(timeLeft(75, 15_999)).toBe("1:00");
    expect(timeLeft(75, 66_000)).toBe("0:09");
    expect(timeLeft(75, 75_000)).toBe("Time");
  });
});
