#pragma once

#include "ui/incident/actpanel.h"

class QCheckBox;

namespace tocsin {

class ChoiceGroup;

/** Begins a notice: for whom and which phase; the text starts from the template of its audience (P9.5, P9.6). */
class NewNoticePanel : public ActPanel
{
    Q_OBJECT

public:
    NewNoticePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);
    /** Chooses beforehand what a notice is that goes on from another. */
    void begin(const Notice &begun);

    /** The notice that was begun; valid when done() is emitted. */
    [[nodiscard]] NoticeId started() const { return *m_started; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    ChoiceGroup *m_audience;
    ChoiceGroup *m_phase;
    ChoiceGroup *m_language;
    QCheckBox *m_forLanguage;
    std::shared_ptr<NoticeId> m_started = std::make_shared<NoticeId>();
};

} // namespace tocsin
