// Follows a real server with the real client until event UNTIL, and prints the numbers it has seen.
const { CallyardClient } = await import(process.env.CALLYARD_CLIENT);
const seen = [];
const client = new CallyardClient({
  url: process.env.URL_OF_SERVER,
  token: () => process.env.TOKEN,
  after: 0,
  onEvent: (frame) => {
    seen.push(frame.seq);
    if (frame.seq % 100 === 0) {
      client.send({ type: 'seen', seq: frame.seq });
    }
    if (frame.seq === Number(process.env.UNTIL)) {
      client.stop();
      console.log(seen.join(' '));
    }
  },
  environment: { random: () => 0.05 },
});
client.start();
