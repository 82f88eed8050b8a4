// The map over the whole screen: by the browser where it can, else over the whole window.

export class FullScreen {
  #host;
  #told;

  /** @param {HTMLElement} host @param {(full: boolean) => void} told @param {AbortSignal} signal */
  constructor(host, told, signal) {
    this.#host = host;
    this.#told = told;
    document.addEventListener("fullscreenchange", () => this.#show(this.#byBrowser), { signal });
  }

  get on() {
    return this.#host.classList.contains("full");
  }

  get #byBrowser() {
    const root = this.#host.getRootNode();
    return root instanceof ShadowRoot || root instanceof Document
      ? root.fullscreenElement === this.#host
      : false;
  }

  turn() {
    if (this.on) this.leave();
    else this.#enter();
  }

  leave() {
    if (this.#byBrowser) void document.exitFullscreen();
    else this.#show(false);
  }

  async #enter() {
    try {
      await this.#host.requestFullscreen(); // not on every phone
    } catch {
      this.#show(true);
    }
  }

  /** @param {boolean} full */
  #show(full) {
    if (full === this.on) return;
    // over the window: the top layer, whatever the page round it does
    if (full && !this.#byBrowser) {
      this.#host.popover = "manual";
      this.#host.showPopover();
    } else if (!full && this.#host.popover) {
      this.#host.hidePopover();
      this.#host.popover = null;
    }
    this.#host.classList.toggle("full", full);
    this.#told(full);
  }
}
