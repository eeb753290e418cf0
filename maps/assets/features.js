"use strict";

// Opening facts and places: a popup at the spot, or the drawer where the screen is narrow.
{
  let theMap = null;
  let popup = null;
  let opener = null;

  const key = (fact) => `${fact.layer}/${fact.id}`;

  function show(content, at, open) {
    if (Sitmap.isPhone()) {
      if (popup) popup.remove();
      Sitmap.showInDrawer(content);
      setTimeout(() => Sitmap.flyTo(at, theMap.getZoom()), 60); // when the drawer stands: into the middle of what is left
    } else {
      const body = Sitmap.h("div", { class: "popup-body", tabindex: -1 }, content, closer());
      if (popup?.isOpen()) popup.setLatLng(at).setContent(body);
      else popup = openPopup(at, body);
      popup.getElement().setAttribute("aria-label", content.querySelector("h3").textContent);
      body.focus({ preventScroll: true });
    }
    Sitmap.set({ open, reading: true });
  }

  function openPopup(at, body) {
    const [left, top, right, bottom] = Sitmap.padding();
    const made = L.popup({ // 66: clear of the search field
      maxWidth: 372, minWidth: 300, maxHeight: Math.min(380, theMap.getSize().y - 180), className: "card-popup",
      autoPanPaddingTopLeft: [left, Math.max(top, 66)], autoPanPaddingBottomRight: [right, bottom], closeButton: false, offset: [0, -8],
    });
    made.setLatLng(at).setContent(body).openOn(theMap);
    made.getElement().setAttribute("role", "dialog");
    return made;
  }

  const closer = () =>
    Sitmap.h("button", { type: "button", class: "popup-close", "aria-label": Sitmap.t("close"), onclick: () => popup.remove() }, Sitmap.icon("close"));

  const back = (act) => Sitmap.h("button", { type: "button", class: "back", onclick: act }, "‹ ", Sitmap.t("back"));

  // One fact, claims against each other, or a list whose rows open one.
  Sitmap.openFacts = (facts, at) => {
    if (!popup?.isOpen()) opener = document.activeElement;
    const where = at || [facts[0].lat, facts[0].lon];
    if (facts.length === 1) return show(Sitmap.factView(facts[0]), where, key(facts[0]));
    if (facts.length < 5 && facts.every((fact) => fact.layer === "control") && new Set(facts.map((fact) => fact.actor)).size > 1) return show(Sitmap.claimsView(facts), where, key(facts[0]));
    const list = () => show(Sitmap.listView(facts, one), where, "");
    const one = (fact) => {
      const view = Sitmap.factView(fact);
      view.prepend(back(list));
      show(view, where, key(fact));
    };
    return list();
  };

  Sitmap.openPlace = (row) => {
    const { places } = Sitmap.data.tables;
    const at = [places.lat[row], places.lon[row]];
    const list = () => show(Sitmap.placeView(row, one), at, "");
    const one = (fact) => {
      const view = Sitmap.factView(fact);
      view.prepend(back(list));
      show(view, at, key(fact));
    };
    arrive(at, list);
  };

  // From a list: bring it into view, then open it.
  Sitmap.goTo = (fact) => {
    const at = [fact.lat, fact.lon];
    arrive(at, () => Sitmap.openFacts([fact], at));
  };

  // The readings of one place, beside each other.
  Sitmap.goToClaims = (facts) => {
    const at = [facts[0].lat, facts[0].lon];
    arrive(at, () => show(Sitmap.claimsView(facts.slice(0, 4)), at, key(facts[0])));
  };

  // Opening waits for the move: a popup pans itself into view, and a map that is moving does not let it.
  function arrive(at, act) {
    theMap.once("moveend", () => act());
    Sitmap.flyTo(at);
  }

  Sitmap.flyTo = (at, zoom) => {
    const target = Math.max(theMap.getZoom(), zoom || 8);
    const [left, top, right, bottom] = Sitmap.padding();
    const shift = L.point((right - left) / 2, (bottom - top) / 2);
    const centre = theMap.unproject(theMap.project(at, target).add(shift), target);
    theMap.setView(centre, target, { animate: !Sitmap.calm() });
  };

  // A drawn element that opens something, by mouse, touch or keyboard.
  Sitmap.makeFeature = (element, act) => {
    element.addEventListener("click", (event) => {
      L.DomEvent.stop(event);
      act();
    });
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  };

  Sitmap.openById = (id) => {
    const fact = Sitmap.facts.byId.get(id);
    if (fact) Sitmap.openFacts([fact]);
  };

  Sitmap.parts.features = (map) => {
    theMap = map;
    map.on("popupclose", () => {
      Sitmap.set({ open: "", reading: false });
      // The symbol that was pressed has been drawn anew since.
      const again = opener?.isConnected ? opener : opener?.dataset?.fact && document.querySelector(`[data-fact="${CSS.escape(opener.dataset.fact)}"]`);
      if (again) again.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && popup?.isOpen()) popup.remove();
    });
  };
}
