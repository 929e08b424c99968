#include "ui/incident/awarenesscard.h"

#include "models/services/services.h"
#include "models/services/workspace.h"
#include "ui/common/card.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/dutytext.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

AwarenessCard::AwarenessCard(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_text(wrappedLabel({}))
    , m_record(new QPushButton(tr("Record…")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto *card = new Card(tr("Awareness"), this);
    layout->addWidget(card);
    m_text->setObjectName(u"awarenessText"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body()->addWidget(m_text);
    m_record->setObjectName(u"recordAwareness"_s);
    m_record->setAccessibleName(tr("Record awareness"));
    connect(m_record, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::RecordAwareness); });
    card->header()->addWidget(m_record);
}

void AwarenessCard::showIncident(const IncidentDetails &details)
{
    m_id = details.incident.id;
    const DatabaseStatus &status = m_ui.workspace->status();
    const QString why = whyNot(Act::RecordAwareness, details.incident, {status.person, status.readOnly});
    m_record->setEnabled(why.isEmpty());
    m_record->setToolTip(why);
    m_ui.workspace->run<AwarenessView>(
        this, [id = m_id](Services &s) { return s.awareness.of(id); },
        [this, id = m_id](const Result<AwarenessView> &view) {
            if (id != m_id)
                return;
            m_text->setText(view ? awarenessText(*view) : view.error().userText);
            m_text->setToolTip(view && view->now.atMs > 0 ? TimeText().both(view->now.atMs) : QString());
        });
}

} // namespace tocsin
