#pragma once

#include "ui/classification/endingpage.h"

class QPlainTextEdit;

namespace tocsin {

/** Why normal practice met the detection criteria (P5.2). */
class RootCausePage : public EndingPage
{
    Q_OBJECT

public:
    explicit RootCausePage(QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return QStringLiteral("root_cause"); }
    [[nodiscard]] QString title() const override { return tr("Root cause"); }
    [[nodiscard]] bool isComplete() const override;
    void focusFirst() override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;
    void fill(EndingInput &input) const override;

private:
    QPlainTextEdit *m_cause;
};

} // namespace tocsin
