"use strict";

// Online tiles, where the theatre allows them: nothing is asked of any network before the reader picks one, and a
// link never picks one for him.
{
  let layer = null;

  Sitmap.parts.tiles = (map) => {
    Sitmap.on(["tiles"], () => {
      const wanted = Sitmap.data.meta.tiles.find((tiles) => tiles.name === Sitmap.state.tiles);
      if (layer) layer.remove();
      layer = wanted ? L.tileLayer(wanted.url, { pane: "tiles", maxZoom: 13, maxNativeZoom: wanted.max_zoom }).addTo(map) : null;
      map.getContainer().classList.toggle("on-tiles", Boolean(wanted));
      Sitmap.credit.textContent = wanted ? wanted.attribution : Sitmap.groundCredit();
    });
  };

  Sitmap.groundCredit = () => Sitmap.t(Sitmap.data.basemap.countries.length ? "credit" : "credit_plain");
}
