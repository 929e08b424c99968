#pragma once

#include "ui/classification/endingpage.h"

#include "ui/common/uicontext.h"

class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class InstantEdit;

/** What is tuned on the detection source, by whom and when, or why nothing is (P5.2). */
class TuningPage : public EndingPage
{
    Q_OBJECT

public:
    explicit TuningPage(const UiContext &ui, QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return QStringLiteral("tuning"); }
    [[nodiscard]] QString title() const override { return tr("Tuning"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void focusFirst() override;
    bool chooseNumber(int number) override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;
    void fill(EndingInput &input) const override;

private:
    void build();
    void showFields();
    [[nodiscard]] QString kind() const;

    ChoiceGroup *m_kind;
    QWidget *m_action;
    QWidget *m_none;
    QLineEdit *m_what;
    QLineEdit *m_owner;
    InstantEdit *m_due;
    QLineEdit *m_why;
};

} // namespace tocsin
