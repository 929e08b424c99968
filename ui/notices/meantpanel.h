#pragma once

#include "models/domain/audience.h"
#include "ui/notices/noticepanel.h"

class QComboBox;

namespace tocsin {

class Label;

/** Says that a name of another customer is meant as it stands in a draft, and why; or takes that back (P9.3). */
class MeantPanel : public NoticePanel
{
    Q_OBJECT

public:
    MeantPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
               QList<ForeignName> names, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] ForeignName chosen() const;
    void showPlace();

    QList<ForeignName> m_names;
    QComboBox *m_place;
    Label *m_line;
    Label *m_whose;
    QPlainTextEdit *m_reason = nullptr;
};

/** Of names that are meant: a line each with who said so and why. */
[[nodiscard]] QString meantText(const QList<ForeignName> &names);

} // namespace tocsin
