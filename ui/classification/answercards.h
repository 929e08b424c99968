#pragma once

#include "models/rules/classificationrules.h"

#include <QWidget>

class QAbstractButton;

namespace tocsin {

/** The answers to one question as cards, one or many to choose, in two columns where one would be too tall. */
class AnswerCards : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerCards(const FactQuestion &question, QWidget *parent = nullptr);

    /** Emits nothing. */
    void setAnswers(const QStringList &codes);
    [[nodiscard]] QStringList answers() const;
    bool chooseNumber(int number);
    void focusChoice();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry
    {
        QString code;
        bool exclusive;
        QAbstractButton *card;
    };
    void toggled(const QString &code, bool on);
    [[nodiscard]] int columnsFor(int width) const;
    /** Heights of the rows, and the cards put there if `place`. */
    int arrange(int width, bool place) const;

    QList<Entry> m_entries;
    bool m_many;
    bool m_setting = false;
};

} // namespace tocsin
