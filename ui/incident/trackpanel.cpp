#include "ui/incident/trackpanel.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

TrackPanel::TrackPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/track"_s, details, parent)
{
    refresh();
    setPrimary(tr("Open the track"));
    addText(tr("&Why customer data may have been exposed"), m_reason, u"reason"_s, u"reason"_s);
    finish();
}

void TrackPanel::refresh()
{
    setTexts(tr("Open the notification track"),
             tr("Drafting the notices and the consultation with legal begin now, beside the investigation. No stage "
                "waits for it, no clock starts by it, and nothing is sent."),
             tr("Legal and everybody who reads the incident see that the track is open."));
}

QString TrackPanel::whyDisabled() const
{
    return whyNot(Act::OpenTrack, incident(), context());
}

void TrackPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, tr("Say why customer data may have been exposed."), {}, u"reason"_s});
        return;
    }
    run([id = incident().id, version = incident().version,
         reason](Services &s) { return s.incidents.openTrack(id, version, reason); },
        tr("The notification track of %1 is open").arg(incident().reference()));
}

} // namespace tocsin
