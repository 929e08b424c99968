#include "ui/shell/pageset.h"

namespace tocsin {

void PageSet::add(const QString &key, const QString &title, Factory factory,
                  std::function<void(QWidget *page)> activate)
{
    m_places.insert(key, {title, std::move(factory), std::move(activate), nullptr});
}

QWidget *PageSet::showPage(const QString &key)
{
    Place &place = m_places[key];
    if (!place.page && place.factory) {
        place.page = place.factory(this);
        addWidget(place.page);
    }
    if (!place.page)
        return nullptr;
    m_current = key;
    setCurrentWidget(place.page);
    if (place.activate)
        place.activate(place.page);
    return place.page;
}

void PageSet::clearPages()
{
    for (Place &place : m_places) {
        if (!place.page)
            continue;
        removeWidget(place.page);
        delete place.page;
        place.page = nullptr;
    }
    m_current.clear();
}

} // namespace tocsin
