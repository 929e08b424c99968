#pragma once

#include "models/services/incidentservice.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

#include <QWidget>

namespace tocsin {

/** One tab of the incident page. The page reads the incident once and hands it to every tab; a tab reads the rest
 * itself. */
class IncidentTab : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentTab(const UiContext &ui, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_ui(ui)
    {
    }

    /** Called at first and whenever the incident changed. Must keep selection, scroll and half-typed text. */
    virtual void showIncident(const IncidentDetails &details) = 0;
    /** Called when the tab comes to the front; a good moment to read what only this tab shows. */
    virtual void activate() {}
    /** A part of it was asked for: "holds", of a jump to "record/holds". */
    virtual void showPart(const QString &part) { Q_UNUSED(part) }
    /** Key of the tab: "timeline". */
    [[nodiscard]] virtual QString key() const = 0;
    /** Title as shown: "Timeline"; a count is added by badge(). */
    [[nodiscard]] virtual QString title() const = 0;
    /** "214", or empty. */
    [[nodiscard]] virtual QString badge() const { return {}; }
    /** A text is being written: on a low window the page gives it the room of the stages. */
    [[nodiscard]] virtual bool wantsRoom() const { return false; }

Q_SIGNALS:
    /** Ask the page to show another tab: "assessment". */
    void goTo(const QString &key);
    /** Ask the page to open the panel of an act beside the tab. */
    void panelRequested(const tocsin::PanelMaker &maker);
    void badgeChanged();
    void roomChanged();

protected:
    UiContext m_ui;
};

} // namespace tocsin
