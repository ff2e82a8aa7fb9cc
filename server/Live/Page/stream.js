// The server's events. When they stop, the browser tries again by itself; where it gives up, we begin anew.

const retryMs = 3000;
const silentMs = 20000;

/** `take` gets every state and change; `refused` is called when the session has ended. */
export function openStream(take, refused) {
  let source = null;
  let heardAt = Date.now();

  function open() {
    source = new EventSource("/api/events");
    source.addEventListener("state", (event) => heard("state", event));
    source.addEventListener("change", (event) => heard("change", event));
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        again();
      }
    };
  }

  function heard(kind, event) {
    heardAt = Date.now();
    take(kind, JSON.parse(event.data));
  }

  async function again() {
    source.close();
    const status = await fetch("/api/me").then((answer) => answer.status, () => 0);
    if (status === 401) {
      stop();
      refused();
      return;
    }
    setTimeout(() => source.readyState === EventSource.CLOSED && !ended && open(), retryMs);
  }

  let ended = false;
  const watch = setInterval(() => {
    if (Date.now() - heardAt > silentMs) {
      heardAt = Date.now();
      source.close();
      open();
    }
  }, retryMs);

  function stop() {
    ended = true;
    clearInterval(watch);
    source.close();
  }

  open();
  return stop;
}
