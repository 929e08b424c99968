#pragma once

#include "models/domain/service.h"
#include "ui/classification/endingpage.h"
#include "ui/common/uicontext.h"

class QLineEdit;
class QPlainTextEdit;

namespace tocsin {

class FormRow;
class InstantEdit;
class Label;

/** To whom it is handed over, when, and what was said (P3.4), under what is known of whose part it is. */
class HandOverPage : public EndingPage
{
    Q_OBJECT

public:
    explicit HandOverPage(const UiContext &ui, QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return QStringLiteral("hand_over"); }
    [[nodiscard]] QString title() const override { return tr("Hand-over"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void load(const IncidentDetails &details) override;
    void focusFirst() override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;
    void fill(EndingInput &input) const override;

private:
    void build();

    UiContext m_ui;
    std::optional<Responsible> m_whose;
    Label *m_whoseText;
    QLineEdit *m_to;
    InstantEdit *m_at;
    QPlainTextEdit *m_said;
    QLineEdit *m_engagement;
    QPlainTextEdit *m_why;
    FormRow *m_whyRow = nullptr;
};

} // namespace tocsin
