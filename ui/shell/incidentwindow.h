#pragma once

#include "ui/shell/surfaces.h"

namespace tocsin {

class Banner;

/** An incident in a window of its own, for a second screen. */
class IncidentWindow : public QWidget
{
    Q_OBJECT

public:
    /** `ui` is the main window's; what is opened from here stays here. */
    explicit IncidentWindow(const UiContext &ui);

    void open(IncidentId id, const QString &tab);
    /** The page is made anew with the words for times that hold now; what was typed is kept as drafts. */
    void renew();

private:
    UiContext m_ui;
    Banner *m_banner;
    IncidentView m_view;
    IncidentId m_id;
};

} // namespace tocsin
