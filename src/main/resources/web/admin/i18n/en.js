export default {
  "title": "Desk · Gatecast"
};
