export default {
  "title": "Pult · Gatecast"
};
